internal import AssayKit
internal import CAssayPlugin
internal import WorkerFrames

extension CallMessage {
    /// A call as it travels.
    init(_ call: WorkerCall) {
        self.init(
            request: call.request.rawValue, timeout: UInt64(max(0, call.limits.timeout)), name: call.name,
            document: call.document.map { UInt64($0.count) }, source: call.source.map { UInt64($0.count) },
            record: call.record, looks: call.looks, pages: call.pages,
            image: call.image.map(ImageRequest.init),
            steps: call.steps.map { Step(component: $0.component, options: $0.options) })
    }
}

extension CallMessage.ImageRequest {
    fileprivate init(_ wanted: AssayKit.ImageRequest) {
        let flags =
            (wanted.allowsEmbedded ? ASSAY_IMAGE_EMBEDDED : 0)
            | (wanted.region == nil ? 0 : ASSAY_IMAGE_REGION)
        self.init(
            encoding: wanted.encoding.code, dpi: Float(wanted.dpi), flags: UInt32(flags),
            region: wanted.region.map { [$0.x0, $0.y0, $0.x1, $0.y1] } ?? [])
    }
}

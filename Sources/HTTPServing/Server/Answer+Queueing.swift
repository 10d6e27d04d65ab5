internal import CMicroHTTPD

extension Answer {
    /// Gives the answer to libmicrohttpd, on the connection's thread.
    ///
    /// - Parameters:
    ///   - connection: Whose turn it is to answer.
    ///   - closes: Whether the connection ends with this answer.
    ///   - exchange: Whose answer it is; the stream's and the WebSocket's callbacks get it.
    /// - Returns: False when it isn't taken; the connection must be closed then.
    func queue(on connection: OpaquePointer, closes: Bool, exchange: Exchange) -> Bool {
        guard let response = make(exchange) else { return false }
        defer { MHD_destroy_response(response) }
        for field in headers.fields where !Self.isOwn(field.name) {
            guard ASCIIText.isToken(field.name) else { continue }
            _ = MHD_add_response_header(response, field.name, Self.clean(field.value))
        }
        if case .webSocket(let acceptance, let accept) = payload {
            _ = MHD_add_response_header(response, "Upgrade", "websocket")
            _ = MHD_add_response_header(response, "Sec-WebSocket-Accept", accept)
            if let subprotocol = acceptance.subprotocol {
                _ = MHD_add_response_header(response, "Sec-WebSocket-Protocol", Self.clean(subprotocol))
            }
        } else if closes {
            _ = MHD_add_response_header(response, "Connection", "close")
        }
        return MHD_queue_response(connection, UInt32(clamping: status), response) == .YES
    }

    private func make(_ exchange: Exchange) -> OpaquePointer? {
        switch payload {
        case .bytes(var bytes):
            return bytes.withUnsafeMutableBytes {
                MHD_create_response_from_buffer($0.count, $0.baseAddress, .RESPMEM_MUST_COPY)
            }
        case .file(let file):
            let descriptor = file.duplicate()
            guard descriptor >= 0 else { return nil }
            return MHD_create_response_from_fd64(file.size, descriptor)
        case .stream:
            let context = Unmanaged.passRetained(exchange).toOpaque()
            return MHD_create_response_from_callback(
                UInt64.max, 32_768,
                { context, _, buffer, size in
                    guard let context, let buffer else { return -2 }
                    return Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
                        .pull(into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
                }, context,
                { context in
                    guard let context else { return }
                    Unmanaged<Exchange>.fromOpaque(context).release()
                })
        case .webSocket:
            return MHD_create_response_for_upgrade(
                { _, _, request, extra, extraSize, socket, handle in
                    guard let request else { return }
                    let exchange = Unmanaged<Exchange>.fromOpaque(request).takeUnretainedValue()
                    let early = Array(
                        UnsafeRawBufferPointer(start: extra, count: extra == nil ? 0 : extraSize))
                    exchange.upgraded(socket: socket, early: early)
                    // Let go at once: libmicrohttpd frees its buffers and its place for a connection.
                    if let handle { _ = assay_mhd_release(handle) }
                }, nil)
        }
    }
}

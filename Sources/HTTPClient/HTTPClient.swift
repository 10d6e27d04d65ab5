internal import CCurl
internal import Glibc
package import Outgoing

/// Sends one request through libcurl under a policy, without redirects, proxies, cookies or credentials files.
///
/// The policy is asked three times: on the URL's text, on every address that the name has, and on the very address
/// that libcurl is about to connect to.
package struct OutgoingClient: Sendable {
    package let policy: OutgoingPolicy
    /// Asked once a request; what it says is what is checked and connected to.
    var addresses: @Sendable (String) throws(OutgoingRequestError) -> [IPAddress] = NameResolver.addresses

    package init(policy: OutgoingPolicy) { self.policy = policy }

    /// The answer to a request; blocks until it is there.
    ///
    /// - Throws: ``OutgoingRequestError``. An answer with any status is no error.
    package func send(_ request: OutgoingRequest) throws(OutgoingRequestError) -> IncomingResponse {
        try send(request, sink: nil)
    }

    /// Takes the pieces of a body as they come, and its whole length where the sender told; false ends it.
    package typealias Sink = (_ piece: UnsafeRawBufferPointer, _ length: Int?) -> Bool

    /// The answer to a request whose body, when its status is 2xx, goes piece by piece to `sink`; blocks.
    ///
    /// - Throws: ``OutgoingRequestError``, of kind `tooLarge` when the body is over the request's maximum.
    package func download(
        _ request: OutgoingRequest, to sink: @escaping Sink
    ) throws(OutgoingRequestError) -> IncomingResponse {
        try send(request, sink: sink)
    }

    private func send(
        _ request: OutgoingRequest, sink: Sink?
    ) throws(OutgoingRequestError) -> IncomingResponse {
        let addresses = try permittedAddresses(of: request.url)
        guard let handle = curl_easy_init() else {
            throw OutgoingRequestError(kind: .internal, message: "libcurl could not be started")
        }
        defer { curl_easy_cleanup(handle) }
        let transfer = Transfer(
            policy: policy, isNamedHost: policy.allowedHosts.contains(request.url.host),
            limit: request.maximumResponse, sink: sink)
        let lists = CurlLists(request: request, addresses: addresses)
        configure(handle, request, lists)
        defer { withExtendedLifetime((transfer, lists)) {} }
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        _ = assay_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
        _ = assay_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        _ = assay_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context)
        return try perform(handle, request, transfer)
    }

    /// The addresses to connect to, after each was checked.
    private func permittedAddresses(of url: OutgoingURL) throws(OutgoingRequestError) -> [IPAddress] {
        if let literal = url.literal { return [literal] }
        let addresses = try addresses(url.host)
        guard !policy.allowedHosts.contains(url.host) else { return addresses }
        for address in addresses where !policy.addresses.permits(address) {
            throw OutgoingRequestError(
                kind: .refused, message: "the host \"\(url.host)\" has an address that is not public",
                mend: "Allow the host by name if it is meant to be reached.")
        }
        return addresses
    }

    private func configure(_ handle: UnsafeMutableRawPointer, _ request: OutgoingRequest, _ lists: CurlLists)
    {
        _ = assay_curl_set_text(handle, CURLOPT_URL, request.url.text)
        _ = assay_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, policy.allowsHTTP ? "http,https" : "https")
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0),
            (CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout),
            (CURLOPT_TIMEOUT_MS, request.timeout), (CURLOPT_LOW_SPEED_LIMIT, 1024),
            (CURLOPT_LOW_SPEED_TIME, 10),
            (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2), (CURLOPT_NETRC, 0),
            (CURLOPT_BUFFERSIZE, 16_384),
        ]
        for (option, value) in numbers { _ = assay_curl_set_long(handle, option, value) }
        _ = assay_curl_set_text(handle, CURLOPT_PROXY, "")
        _ = assay_curl_set_text(handle, CURLOPT_USERAGENT, "assay/1")
        _ = assay_curl_set_list(handle, CURLOPT_HTTPHEADER, lists.headers)
        _ = assay_curl_set_list(handle, CURLOPT_RESOLVE, lists.resolve)
        _ = assay_curl_set_sink(handle, CURLOPT_WRITEFUNCTION, Transfer.receiveBody)
        _ = assay_curl_set_sink(handle, CURLOPT_HEADERFUNCTION, Transfer.receiveHeader)
        _ = assay_curl_set_open(handle, Transfer.openSocket)
        if request.method == "POST" { _ = assay_curl_set_long(handle, CURLOPT_POST, 1) }
    }

    private func perform(
        _ handle: UnsafeMutableRawPointer, _ request: OutgoingRequest, _ transfer: Transfer
    ) throws(OutgoingRequestError) -> IncomingResponse {
        var body = request.body
        let code = body.withUnsafeMutableBytes { bytes -> CURLcode in
            if request.method == "POST" {
                _ = assay_curl_set_long(handle, CURLOPT_POSTFIELDSIZE, bytes.count)
                _ = assay_curl_set_pointer(handle, CURLOPT_POSTFIELDS, bytes.baseAddress)
            }
            return curl_easy_perform(handle)
        }
        var status = 0
        _ = assay_curl_response_code(handle, &status)
        if transfer.wasRefused {
            throw OutgoingRequestError(
                kind: .refused,
                message: "the host \"\(request.url.host)\" led to an address that is not public")
        }
        if transfer.isStreaming, transfer.wasTooLarge {
            throw OutgoingRequestError(
                kind: .tooLarge,
                message:
                    "\"\(request.url.host)\" sends more than the \(request.maximumResponse) bytes allowed here"
            )
        }
        if transfer.wasStopped {
            throw OutgoingRequestError(kind: .internal, message: "the download was called off")
        }
        // An endless answer was cut off on purpose: its status is what counts.
        guard code == CURLE_OK || code == CURLE_WRITE_ERROR && status > 0 else {
            let reason = curl_easy_strerror(code).map { String(cString: $0) } ?? "code \(code.rawValue)"
            throw OutgoingRequestError(
                kind: .unavailable,
                message:
                    "\"\(request.url.host)\" did not answer: \(reason.prefix(1).lowercased() + reason.dropFirst())"
            )
        }
        return IncomingResponse(status: status, headers: transfer.headers, body: transfer.body)
    }
}

/// The lists that libcurl reads while a request is under way, with one owner.
private final class CurlLists {
    private(set) var headers: UnsafeMutablePointer<curl_slist>?
    private(set) var resolve: UnsafeMutablePointer<curl_slist>?

    init(request: OutgoingRequest, addresses: [IPAddress]) {
        for header in request.headers {
            headers = curl_slist_append(headers, "\(header.name): \(header.value)")
        }
        headers = curl_slist_append(headers, "Expect:")
        if request.url.literal == nil {
            let list = addresses.map { $0.bytes.count == 16 ? "[\($0)]" : "\($0)" }.joined(separator: ",")
            resolve = curl_slist_append(nil, "\(request.url.host):\(request.url.port):\(list)")
        }
    }

    deinit {
        curl_slist_free_all(headers)
        curl_slist_free_all(resolve)
    }
}

/// All routes of a server as a tree; it doesn't change any more.
struct RouteTable: Sendable {
    /// What was found for a path.
    enum Match: Sendable {
        case route(Router.Route, parameters: [String: String])
        /// The path is known, the method isn't: the methods that are, sorted.
        case otherMethods([HTTPMethod])
        case none
    }

    private let root: Router.Node
    let routes: [RouteInfo]

    init(_ added: [Router.Route]) throws(ServingError) {
        let root = Router.BuildingNode()
        for route in added {
            let node = try Self.place(route.info.pattern, below: root)
            guard node.routes[route.info.method] == nil else {
                throw ServingError(
                    "the route \(route.info.method.rawValue) \(route.info.pattern.text) was added twice; remove one"
                )
            }
            node.routes[route.info.method] = route
        }
        self.root = Router.Node(root)
        routes = added.map(\.info)
    }

    private static func place(
        _ pattern: RoutePattern, below root: Router.BuildingNode
    ) throws(ServingError) -> Router.BuildingNode {
        var node = root
        for (index, part) in pattern.parts.enumerated() {
            switch part {
            case .literal(let text):
                let next = node.literals[text] ?? Router.BuildingNode()
                node.literals[text] = next
                node = next
            case .parameter(let name, let suffix):
                if let known = node.parameters.first(where: { $0.name == name && $0.suffix == suffix }) {
                    node = known.node
                } else {
                    let next = Router.BuildingNode()
                    node.parameters.append((name, suffix, next))
                    node = next
                }
            case .rest(let name):
                guard index == pattern.parts.count - 1 else {
                    throw ServingError("the pattern \(pattern.text) goes on after *; put * last")
                }
                let next = node.rest?.node ?? Router.BuildingNode()
                node.rest = (name, next)
                node = next
            }
        }
        return node
    }

    /// The route for a method and a path; HEAD takes GET's where it has none of its own.
    func match(_ method: HTTPMethod, _ segments: [String]) -> Match {
        var parameters: [(String, String)] = []
        var methods: Set<HTTPMethod> = []
        let found = find(
            method == .head ? [.head, .get] : [method], segments[...], root, &parameters, &methods)
        if let found {
            return .route(found, parameters: Dictionary(parameters) { _, last in last })
        }
        guard !methods.isEmpty else { return .none }
        if methods.contains(.get) { methods.insert(.head) }
        methods.insert(.options)
        return .otherMethods(methods.sorted { $0.rawValue < $1.rawValue })
    }

    private func find(
        _ wanted: [HTTPMethod], _ segments: ArraySlice<String>, _ node: Router.Node,
        _ parameters: inout [(String, String)], _ methods: inout Set<HTTPMethod>
    ) -> Router.Route? {
        guard let first = segments.first else { return take(wanted, node, &methods) }
        let others = segments.dropFirst()
        if let next = node.literals[first], let found = find(wanted, others, next, &parameters, &methods) {
            return found
        }
        for (name, suffix, next) in node.parameters {
            guard first.utf8.count > suffix.utf8.count, first.hasSuffix(suffix) else { continue }
            parameters.append((name, String(first.dropLast(suffix.count))))
            if let found = find(wanted, others, next, &parameters, &methods) { return found }
            parameters.removeLast()
        }
        guard let rest = node.rest, let found = take(wanted, rest.node, &methods) else { return nil }
        parameters.append((rest.name, segments.joined(separator: "/")))
        return found
    }

    private func take(
        _ wanted: [HTTPMethod], _ node: Router.Node, _ methods: inout Set<HTTPMethod>
    ) -> Router.Route? {
        for method in wanted {
            if let route = node.routes[method] { return route }
        }
        methods.formUnion(node.routes.keys)
        return nil
    }
}

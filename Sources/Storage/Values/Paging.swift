/// Which part of a list is wanted.
package struct PageRequest: Sendable, Hashable {
    /// From 1.
    package let page: Int
    /// 1...100.
    package let perPage: Int

    /// Out-of-range numbers are brought into range.
    package init(page: Int = 1, perPage: Int = 20) {
        self.perPage = min(max(perPage, 1), 100)
        self.page = min(max(page, 1), 1_000_000_000)
    }

    /// How many items come before it.
    package var offset: Int { (page - 1) * perPage }
}

/// A part of a list.
package struct Page<Item: Sendable>: Sendable {
    package let items: [Item]
    /// How many there are in the whole list.
    package let total: Int
    package let request: PageRequest

    package init(items: [Item], total: Int, request: PageRequest) {
        self.items = items
        self.total = total
        self.request = request
    }

    /// How many pages there are; 0 for an empty list.
    package var pages: Int { (total + request.perPage - 1) / request.perPage }
    package var hasNext: Bool { request.page < pages }
    package var hasPrevious: Bool { request.page > 1 }
}

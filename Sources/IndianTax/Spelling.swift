/// Comparison of words that may have a slip of the pen.
enum Spelling {
    /// Whether one letter put in, left out, exchanged or swapped with its neighbour makes one of the other.
    static func isWithinOne(_ first: some StringProtocol, _ second: some StringProtocol) -> Bool {
        let a = Array(first.utf8)
        let b = Array(second.utf8)
        guard abs(a.count - b.count) <= 1 else { return false }
        var start = 0
        while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
        let restA = a[start...]
        let restB = b[start...]
        if restA.isEmpty || restB.isEmpty { return restA.count + restB.count <= 1 }
        if restA.dropFirst() == restB.dropFirst() { return true }
        if a.count != b.count {
            return a.count > b.count
                ? restA.dropFirst().elementsEqual(restB) : restB.dropFirst().elementsEqual(restA)
        }
        return restA.count >= 2 && restA[start] == restB[start + 1] && restA[start + 1] == restB[start]
            && restA.dropFirst(2) == restB.dropFirst(2)
    }
}

/// A place in a YAML text, as editors count it.
package struct YAMLPosition: Hashable, Sendable, Comparable {
    /// 1 is the first line.
    ///
    /// Lines end at LF, CR LF or CR.
    package let line: Int
    /// 1 is the first character (Unicode scalar) of the line, and a tab counts as one.
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (a: YAMLPosition, b: YAMLPosition) -> Bool {
        (a.line, a.column) < (b.line, b.column)
    }
}

/// A stretch of a YAML text: from its first character to the one after its last.
package struct YAMLSpan: Hashable, Sendable {
    package let start: YAMLPosition
    package let end: YAMLPosition
    /// Which text it is, where a tree was put together from several; 0 is the first.
    package let file: Int

    package init(start: YAMLPosition, end: YAMLPosition, file: Int = 0) {
        self.start = start
        self.end = max(start, end)
        self.file = file
    }
}

/// Follows a page's content with the state that decides where things are drawn.
///
/// Source: ISO 32000-1, 8.4 (graphics state), 9.3 and 9.4 (text state and positioning), 8.8 and 8.10 (XObjects).
struct ContentScanner {
    private let file: ObjectFile
    private(set) var content = PageContent()
    private var budget = Budget()

    /// What a hostile file cannot go beyond: forms within forms grow without end.
    private struct Budget {
        var bytes = 32_000_000
        var objects = 2000
        var runs = 20_000
        var pictures = 500
        let depth = 8
    }

    /// The part of the graphics state that is followed.
    private struct State {
        var matrix: Matrix
        var renderMode = 0
        var leading = 0.0
        var rise = 0.0
    }

    private init(_ file: ObjectFile) { self.file = file }

    /// What a page draws.
    static func scan(_ page: ObjectFile.Object, of file: ObjectFile) -> PageContent {
        var scanner = ContentScanner(file)
        guard let bytes = file.content(of: page) else {
            scanner.content.isComplete = false
            return scanner.content
        }
        let resources = file.inherited("/Resources", of: page)
        scanner.follow(bytes, resources, State(matrix: .identity), depth: 0)
        return scanner.content
    }

    private mutating func follow(
        _ stream: StreamBytes, _ resources: ObjectFile.Object?, _ initial: State, depth: Int
    ) {
        guard stream.buffer.count <= budget.bytes else {
            content.isComplete = false
            return
        }
        budget.bytes -= stream.buffer.count
        withExtendedLifetime(stream) {
            var interpreter = Interpreter(state: initial)
            var lexer = ContentLexer(stream.buffer)
            while let token = lexer.next() {
                switch token {
                case .number(let value): interpreter.push(value)
                case .name(let range): interpreter.name = range
                case .other: break
                case .keyword(let range):
                    let action = interpreter.execute(
                        UnsafeRawBufferPointer(rebasing: stream.buffer[range]))
                    if action != .none { perform(action, interpreter, &lexer, resources, depth) }
                    interpreter.clearOperands()
                }
            }
        }
    }

    private mutating func perform(
        _ action: Action, _ interpreter: Interpreter, _ lexer: inout ContentLexer,
        _ resources: ObjectFile.Object?, _ depth: Int
    ) {
        switch action {
        case .none: break
        case .area: content.areasAfterPictures += 1
        case .text:
            let place = interpreter.textOrigin
            guard budget.runs > 0, place.x.isFinite, place.y.isFinite else {
                content.isComplete = false
                return
            }
            budget.runs -= 1
            let isInvisible = interpreter.state.renderMode == 3 || interpreter.state.renderMode == 7
            content.runs.append(PageContent.Run(x: place.x, y: place.y, isInvisible: isInvisible))
            if !isInvisible { content.visibleRuns += 1 }
        case .object:
            guard let range = interpreter.name else { return }
            draw(lexer.bytes[range], resources, interpreter.state, depth)
        case .inlineImage:
            let size = inlineImageSize(&lexer)
            add(
                PageContent.Picture(
                    matrix: interpreter.state.matrix, width: size.width, height: size.height, stream: nil))
        }
    }

    /// Draws the XObject of that name.
    private mutating func draw(
        _ name: Slice<UnsafeRawBufferPointer>, _ resources: ObjectFile.Object?, _ state: State, _ depth: Int
    ) {
        guard budget.objects > 0, depth < budget.depth else {
            content.isComplete = false
            return
        }
        budget.objects -= 1
        guard let resources, let objects = file.member("/XObject", of: resources),
            let object = named(name, objects), file.isStream(object)
        else { return }
        let subtype = file.member("/Subtype", of: object)
        if file.isName(subtype, "/Image") {
            add(
                PageContent.Picture(
                    matrix: state.matrix, width: file.integer(file.member("/Width", of: object)) ?? 0,
                    height: file.integer(file.member("/Height", of: object)) ?? 0, stream: object))
        } else if file.isName(subtype, "/Form") {
            guard let bytes = file.data(of: object, isRaw: false) else {
                content.isComplete = false
                return
            }
            var inner = state
            inner.matrix = formMatrix(object).then(state.matrix)
            follow(bytes, file.member("/Resources", of: object) ?? resources, inner, depth: depth + 1)
        }
    }

    private func named(
        _ name: Slice<UnsafeRawBufferPointer>, _ objects: ObjectFile.Object
    ) -> ObjectFile.Object? {
        // qpdf wants the name with its "/" and a NUL behind it.
        let key = [CChar(UInt8(ascii: "/"))] + name.map { CChar(bitPattern: $0) } + [0]
        return key.withUnsafeBufferPointer { $0.baseAddress.flatMap { file.member($0, of: objects) } }
    }

    private func formMatrix(_ form: ObjectFile.Object) -> Matrix {
        let values = file.elements(file.member("/Matrix", of: form), limit: 6).compactMap(file.number)
        guard values.count == 6 else { return .identity }
        return Matrix(a: values[0], b: values[1], c: values[2], d: values[3], e: values[4], f: values[5])
    }

    private mutating func add(_ picture: PageContent.Picture) {
        guard budget.pictures > 0, picture.matrix.isFinite else {
            content.isComplete = false
            return
        }
        budget.pictures -= 1
        content.pictures.append(picture)
        content.areasAfterPictures = 0
    }

    /// Reads an inline image's dictionary and steps over its data.
    private func inlineImageSize(_ lexer: inout ContentLexer) -> (width: Int, height: Int) {
        var key: [UInt8] = []
        var size = (width: 0, height: 0)
        while let token = lexer.next() {
            switch token {
            case .name(let range): key = Array(lexer.bytes[range])
            case .number(let value):
                let pixels = Int(exactly: value.rounded()) ?? 0
                if key == Array("W".utf8) || key == Array("Width".utf8) { size.width = pixels }
                if key == Array("H".utf8) || key == Array("Height".utf8) { size.height = pixels }
            case .keyword(let range) where lexer.bytes[range].elementsEqual("ID".utf8):
                lexer.skipInlineImage()
                return size
            default: break
            }
        }
        return size
    }

    // MARK: Operators

    /// What an operator asks of the scanner.
    private enum Action {
        case none
        case text
        case area
        case object
        case inlineImage
    }

    /// The operands, the state and its stack.
    private struct Interpreter {
        var state: State
        var name: Range<Int>?
        private var stack: [State] = []
        private var operands = SIMD8<Double>(repeating: 0)
        private var count = 0
        private var line = Matrix.identity

        private static let maximumDepth = 500

        init(state: State) { self.state = state }

        /// Where text that is shown now begins.
        var textOrigin: (x: Double, y: Double) {
            let inText = line.apply(0, state.rise)
            return state.matrix.apply(inText.x, inText.y)
        }

        @inline(__always)
        mutating func push(_ value: Double) {
            guard count < 8 else { return }
            operands[count] = value
            count += 1
        }

        @inline(__always)
        mutating func clearOperands() {
            count = 0
            name = nil
        }

        private var operandMatrix: Matrix? {
            guard count >= 6 else { return nil }
            return Matrix(
                a: operands[0], b: operands[1], c: operands[2], d: operands[3], e: operands[4], f: operands[5]
            )
        }

        private mutating func moveLine(_ x: Double, _ y: Double) {
            line = Matrix(e: x, f: y).then(line)
        }

        mutating func execute(_ keyword: UnsafeRawBufferPointer) -> Action {
            let first = keyword[0]
            let second: UInt8 = keyword.count > 1 ? keyword[1] : 0
            guard keyword.count <= 2 else { return .none }
            switch (first, second) {
            case (UInt8(ascii: "q"), 0):
                if stack.count < Self.maximumDepth { stack.append(state) }
            case (UInt8(ascii: "Q"), 0): if let last = stack.popLast() { state = last }
            case (UInt8(ascii: "c"), UInt8(ascii: "m")):
                if let matrix = operandMatrix { state.matrix = matrix.then(state.matrix) }
            case (UInt8(ascii: "D"), UInt8(ascii: "o")): return .object
            case (UInt8(ascii: "B"), UInt8(ascii: "I")): return .inlineImage
            case (UInt8(ascii: "B"), UInt8(ascii: "T")): line = .identity
            case (UInt8(ascii: "T"), _): return executeText(second)
            case (UInt8(ascii: "'"), 0), (UInt8(ascii: "\""), 0):
                moveLine(0, -state.leading)
                return .text
            case (UInt8(ascii: "f"), _), (UInt8(ascii: "F"), 0), (UInt8(ascii: "b"), _),
                (UInt8(ascii: "B"), 0), (UInt8(ascii: "B"), UInt8(ascii: "*")),
                (UInt8(ascii: "s"), UInt8(ascii: "h")):
                return .area
            default: break
            }
            return .none
        }

        private mutating func executeText(_ operation: UInt8) -> Action {
            switch operation {
            case UInt8(ascii: "j"), UInt8(ascii: "J"): return .text
            case UInt8(ascii: "m"): if let matrix = operandMatrix { line = matrix }
            case UInt8(ascii: "d"): if count >= 2 { moveLine(operands[0], operands[1]) }
            case UInt8(ascii: "D"):
                guard count >= 2 else { break }
                state.leading = -operands[1]
                moveLine(operands[0], operands[1])
            case UInt8(ascii: "*"): moveLine(0, -state.leading)
            case UInt8(ascii: "L"): if count >= 1 { state.leading = operands[0] }
            case UInt8(ascii: "s"): if count >= 1 { state.rise = operands[0] }
            case UInt8(ascii: "r"):
                if count >= 1 { state.renderMode = Int(exactly: operands[0]) ?? 0 }
            default: break
            }
            return .none
        }
    }
}

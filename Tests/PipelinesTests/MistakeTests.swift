import Pipelines
import Testing

@Suite("Mistakes in pipeline files")
struct MistakeTests {
    static let structure: [MistakeCase] = [
        MistakeCase("syntax: no colon", .syntax, "name: a\n«steps\n  - uses: pdf-text\n"),
        MistakeCase("syntax: open bracket", .syntax, "name: a\naccepts: «[pdf\nsteps:\n  - uses: pdf-text\n"),
        MistakeCase("syntax: open quote", .syntax, "name: «\"a\nsteps:\n  - uses: pdf-text\n"),
        MistakeCase(
            "syntax: unquoted variable in braces", .syntax, "name: a\nlimits: {timeout: $«{T}}\nsteps: []\n"),
        MistakeCase("tab", .tab, "name: a\nsteps:\n«\t- uses: pdf-text\n"),
        MistakeCase("key twice", .duplicateKey, "name: a\n«name: b\nsteps: [{uses: pdf-text}]\n"),
        MistakeCase("alias without anchor", .unknownAlias, "name: «*a\nsteps: [{uses: pdf-text}]\n"),
        MistakeCase("two documents", .severalDocuments, "name: a\nsteps: [{uses: pdf-text}]\n---\n«b: 1\n"),
        MistakeCase("empty file", .emptyFile, "«# nothing\n"),
        MistakeCase("a list", .wrongType, "«- uses: pdf-text\n"),
        MistakeCase("a tag", .tag, "name: «!x a\nsteps: [{uses: pdf-text}]\n"),
        MistakeCase(
            "merge key", .keyNotText, "name: a\nsteps:\n  - uses: pdf-text\n    «<<: {if: \".pages > 1\"}\n"),
        MistakeCase("key that is a list", .keyNotText, "name: a\nsteps: [{uses: pdf-text}]\n? «[a]\n: 1\n"),
        MistakeCase("no name", .missingKey, "«steps: [{uses: pdf-text}]\n"),
        MistakeCase("no steps", .missingKey, "«name: a\n"),
        MistakeCase("no steps in the list", .empty, "name: a\nsteps: «[]\n"),
        MistakeCase("steps is a mapping", .wrongType, "name: a\nsteps:\n  «uses: pdf-text\n"),
        MistakeCase("step is a text", .wrongType, "name: a\nsteps:\n  - «pdf-text\n"),
        MistakeCase(
            "name with capitals", .badName, suggest: "my-invoices",
            "name: «My Invoices\nsteps: [{uses: pdf-text}]\n"),
        MistakeCase("name is a number", .wrongType, "name: «12\nsteps: [{uses: pdf-text}]\n"),
        MistakeCase(
            "variable in the name", .variablePlace, "name: a-«${ERP_URL}\nsteps: [{uses: pdf-text}]\n"),
        .top("description is a number", .wrongType, suggest: "\"12\"", "description: «12"),
        .top("unknown key at the top", .unknownKey, suggest: "notify", "«notfy: []"),
        .top("a foreign word at the top", .unknownKey, suggest: "notify", "«webhooks: []"),
        .top("nothing like it", .unknownKey, "«zebra: 1"),
        .top("accepts isn't a list", .wrongType, suggest: "[pdf]", "accepts: «pdf"),
        .top("accepts jpg", .unknownValue, suggest: "jpeg", "accepts: [pdf, «jpg]"),
        .top("accepts twice", .repeated, "accepts: [pdf, png, «pdf]"),
        .top("accepts nothing", .empty, "accepts: «[]"),
        MistakeCase(
            "accepts what nobody reads", .unknownValue, severity: .warning,
            "name: a\naccepts: [pdf, «xml]\nsteps: [{uses: pdf-text}]\n"),
    ]

    static let limits: [MistakeCase] = [
        .top("duration without unit", .quantity, suggest: "120s", "limits: {timeout: «120}"),
        .top("duration in words", .quantity, suggest: "2m", "limits: {timeout: «2min}"),
        .top("duration of letters", .quantity, "limits: {timeout: «soon}"),
        .top("duration too long", .outOfRange, suggest: "1d", "limits: {timeout: «25h}"),
        .top("duration too long for a number", .quantity, "limits: {timeout: «99999999999999999999s}"),
        .top("size in small letters", .quantity, suggest: "512MiB", "limits: {memory: «512mib}"),
        .top("size without unit", .quantity, suggest: "512MiB", "limits: {memory: «512}"),
        .top("size too small", .outOfRange, suggest: "64MiB", "limits: {memory: «1MiB}"),
        .top("no pages", .outOfRange, suggest: "1", "limits: {pages: «0}"),
        .top("pages in quotes", .wrongType, suggest: "20", "limits: {pages: «\"20\"}"),
        .top("unknown limit", .unknownKey, suggest: "pages", "limits: {«max_pages: 20}"),
        .top("misspelled limit", .unknownKey, suggest: "timeout", "limits:\n  «timout: 20s"),
        .top("limit without value", .wrongType, "limits: {timeout: «}"),
        .step("pages of a step", .unknownKey, "  - uses: image\n    limits: {«pages: 3}"),
        MistakeCase(
            "step longer than the pipeline", .outOfRange, severity: .warning,
            "name: a\nlimits: {timeout: 10s}\nsteps:\n  - uses: pdf-text\n    limits: {timeout: «20s}\n"),
    ]

    static let components: [MistakeCase] = [
        .step("misspelled component", .unknownComponent, suggest: "tesseract-ocr", "  - uses: «tesserct-ocr"),
        .step(
            "underscore for hyphen", .unknownComponent, suggest: "tesseract-ocr", "  - uses: «tesseract_ocr"),
        .step("shortened component", .unknownComponent, suggest: "tesseract-ocr", "  - uses: «tesseract"),
        .step("unknown component", .unknownComponent, "  - uses: «something-else-entirely"),
        .step("notifier among the steps", .wrongKind, "  - uses: «webhook"),
        .step("internal component", .wrongKind, "  - uses: «jq"),
        .top("validator among the notifications", .wrongKind, "notify:\n  - uses: «gst-rules"),
        .step("use for uses", .unknownKey, suggest: "uses", "  - «use: image"),
        .step("plugin for uses", .unknownKey, suggest: "uses", "  - «plugin: image"),
        .step("no uses", .missingKey, "  - «name: x"),
        .step(
            "options for with", .unknownKey, suggest: "with",
            "  - uses: tesseract-ocr\n    «options: {dpi: 300}"),
        .step(
            "on_failure for on_error", .unknownKey, suggest: "on_error",
            "  - uses: image\n    «on_failure: skip"),
        .step("unknown on_error", .unknownValue, suggest: "skip", "  - uses: image\n    on_error: «ignore"),
        .step(
            "misspelled on_error", .unknownValue, suggest: "review", "  - uses: image\n    on_error: «reveiw"),
        .step("name used twice", .repeated, "  - {uses: image, name: x}\n  - {uses: image, name: «x}"),
        .step("with is a list", .wrongType, "  - uses: image\n    with: «[a]"),
        .step(
            "misspelled option", .unknownOption, suggest: "languages",
            "  - uses: tesseract-ocr\n    with: {«langauges: [eng]}"),
        .step(
            "option in the singular", .unknownOption, suggest: "languages",
            "  - uses: tesseract-ocr\n    with:\n      «language: eng"),
        .step(
            "option of another component", .unknownOption,
            "  - uses: tesseract-ocr\n    with: {«approval_limits: []}"),
        .step(
            "option of a component without options", .unknownOption,
            "  - uses: image\n    with: {«colour: true}"),
        .step("option of another type", .optionType, "  - uses: tesseract-ocr\n    with: {dpi: «high}"),
        .step(
            "number in quotes", .optionType, suggest: "300",
            "  - uses: tesseract-ocr\n    with: {dpi: «\"300\"}"),
        .step(
            "yes for true", .optionType, suggest: "true", "  - uses: tesseract-ocr\n    with: {deskew: «yes}"),
        .step(
            "text for a list", .optionType, suggest: "[eng]",
            "  - uses: tesseract-ocr\n    with: {languages: «eng}"),
        .last(
            "number for a text", .optionType, suggest: "\"1.50\"",
            "  - uses: gst-rules\n    with: {tolerance: «1.50}"),
        .step("fraction for a whole number", .optionType, "  - uses: tesseract-ocr\n    with: {dpi: «300.5}"),
        .step("infinite", .optionType, "  - uses: pdf-text\n    with: {min_font_size: «.inf}"),
        .last("list for a text", .optionType, "  - uses: gst-rules\n    with: {tolerance: «[1]}"),
        .step(
            "unknown choice", .optionValue, suggest: "standard",
            "  - uses: tesseract-ocr\n    with: {mode: «standart}"),
        .step(
            "number too large", .optionRange, suggest: "600",
            "  - uses: tesseract-ocr\n    with: {dpi: «1200}"),
        .step(
            "number too small", .optionRange, suggest: "70", "  - uses: tesseract-ocr\n    with: {dpi: «10}"),
        .step("list too short", .optionRange, "  - uses: tesseract-ocr\n    with: {languages: «[]}"),
        .last(
            "text of the wrong form", .optionForm, "  - uses: gst-rules\n    with: {tolerance: «\"about 1\"}"),
        .step(
            "item of the wrong form", .optionForm,
            "  - uses: tesseract-ocr\n    with: {languages: [eng, «English]}"),
        .last(
            "item of the wrong type", .optionType,
            "  - uses: fraud-rules\n    with: {approval_limits: [\"1\", «{a: 1}]}"),
        .last(
            "value of a free key", .optionType,
            "  - uses: fraud-rules\n    with: {weights: {any: 1, other: «x}}"),
        .top("needed option missing", .missingOption, "notify:\n  - uses: «webhook"),
        .top(
            "needed option missing among others", .missingOption,
            "notify:\n  - uses: webhook\n    with: «{retries: 2}"),
        .top(
            "misspelled needed option", .unknownOption, suggest: "url",
            "notify:\n  - uses: webhook\n    with: {«ulr: \"https://a\"}"),
        .top(
            "secret too short", .optionRange,
            "notify:\n  - uses: webhook\n    with: {url: \"https://a\", secret: «short}"),
        .top(
            "unknown outcome", .unknownValue, suggest: "processed",
            "notify:\n  - uses: webhook\n    on: [«success]\n    with: {url: \"http://a\"}"),
        .top(
            "events for on", .unknownKey, suggest: "on",
            "notify:\n  - uses: webhook\n    «events: [failed]\n    with: {url: \"http://a\"}"),
        MistakeCase(
            "fields before words", .stepOrder, "name: a\nsteps:\n  - uses: «gst-invoice\n  - uses: pdf-text\n"
        ),
        MistakeCase(
            "checks before fields", .stepOrder,
            "name: a\nsteps:\n  - uses: pdf-text\n  - uses: «gst-rules\n  - uses: gst-invoice\n"),
        MistakeCase(
            "fields without words", .stepOrder, severity: .warning,
            "name: a\nsteps:\n  - uses: «gst-invoice\n"),
        MistakeCase(
            "checks without fields", .stepOrder, severity: .warning,
            "name: a\nsteps:\n  - uses: pdf-text\n  - uses: «fraud-rules\n"),
    ]

    static let variables: [MistakeCase] = [
        .top(
            "unset", .unsetVariable, "notify:\n  - uses: webhook\n    with: {url: \"https://a/«${NOBODY}/b\"}"
        ),
        .top(
            "unset, the second", .unsetVariable,
            "notify:\n  - uses: webhook\n    with: {url: \"${ERP_URL}«${NOBODY}\"}"),
        .top(
            "unset, in a block", .unsetVariable,
            "notify:\n  - uses: webhook\n    with:\n      url: |-\n        https://a\n        «${NOBODY}"),
        .top("unset, as a plain value", .unsetVariable, "limits:\n  timeout: «${NOBODY}"),
        .top("not closed", .malformedVariable, "limits: {timeout: \"«${LIMIT\"}"),
        .top("bad name", .malformedVariable, "limits: {timeout: \"«${1A}\"}"),
        .top("one dash forgotten", .malformedVariable, "limits: {timeout: \"«${LIMIT:2m}\"}"),
        .top("missing file", .variableFile, "limits: {timeout: \"«${file:nowhere}\"}"),
        .top("value isn't a duration", .variableText, "limits: {timeout: «\"${WORD}\"}"),
        .top("value isn't a number", .variableText, "limits: {pages: «\"${WORD}\"}"),
        .step(
            "value isn't what the option wants", .variableText,
            "  - uses: tesseract-ocr\n    with: {dpi: «\"${WORD}\"}"),
        .step("in uses", .variablePlace, "  - uses: \"«${WORD}\""),
        .step(
            "in a key", .variablePlace, "  - uses: image\n    \"«${WORD}\": 1".replacing("\"«$", with: "«\"$")
        ),
        .expression("in an expression", .variablePlace, ".confidence > «${LIMIT}"),
    ]

    static let expressions: [MistakeCase] = [
        .expression("misspelled field", .unknownField, suggest: "total", ".fields.«totl > 5"),
        .expression(
            "field under another name", .unknownField, suggest: "supplier_gstin",
            ".fields.«vendor_gstin == null"),
        .expression(
            "field in brackets", .unknownField, suggest: "invoice_number",
            ".fields[\"«invoice_nubmer\"] == null"),
        .expression("field after a pipe", .unknownField, suggest: "total", ".fields | .«totel > 5"),
        .expression(
            "field inside a condition", .unknownField, suggest: "cgst",
            "if .pages > 1 then .fields.«cgs > 1 else false end"),
        .expression(
            "field in quotes", .unknownField, suggest: "igst", "'.fields.«igts > 0 and \"it''s\" != \"\"'"),
        .expression(
            "field in double quotes", .unknownField, suggest: "sgst",
            "\".file == \\\"a\\\" or .fields.«sgts > 0\""),
        .expression(
            "field in a block", .unknownField, suggest: "cess", "|\n    .pages > 1\n    and .fields.«ces > 0"),
        .expression(
            "field in an interpolation", .unknownField, suggest: "total", "'\"\\(.fields.«totla)\" == \"1\"'"),
        .expression(
            "field in a list", .unknownField, suggest: "igst", "'[.fields.cgst, .fields.«igstt] | add > 5'"),
        .expression(
            "field of a variable's source", .unknownField, suggest: "total",
            ".fields.«ttal as $t | $t > .fields.total"),
        .expression("top name", .unknownPath, suggest: "confidence", ".«confidance < 0.5"),
        .expression(
            "top name after and", .unknownPath, suggest: "line_items",
            ".pages > 1 and (.«lineitems | length) > 3"),
        .expression("nothing like it", .unknownPath, ".«zebra"),
        .expression(
            "name of a flag", .unknownField, suggest: "severity", ".flags | any(.«severty == \"high\")"),
        .expression(
            "name of each flag", .unknownField, suggest: "rule", "any(.flags[]; .«rul == \"ARI-01\")"),
        .expression(
            "name of a selected flag", .unknownField, suggest: "severity",
            "'[.flags[] | select(.rule == \"x\") | .«sverity] | length > 0'"),
        .expression(
            "name of a line item", .unknownField, suggest: "quantity",
            ".line_items | map(.«quantiy) | add > 5"),
        .expression("name of one line item", .unknownField, suggest: "rate", ".line_items[0].«rat > 5"),
        .expression("name of a list", .unknownPath, ".flags.«severity == \"high\""),
        .expression("confidence of a field", .unknownField, suggest: "total", ".confidences.«totl < 0.9"),
        .expression("environment", .expressionForbidden, "«env.HOME == \"x\""),
        .expression("environment as a variable", .expressionForbidden, "«$ENV.HOME == \"x\""),
        .expression("input", .expressionForbidden, "«input | length > 0"),
        .top("empty", .empty, "review:\n  needs_review:«"),
        .expression("empty text", .empty, "«\"  \""),
        .step(
            "field in a step's condition", .unknownField, suggest: "total",
            "  - uses: image\n    if: .fields.«totaal > 1"),
    ]

    static let tests: [MistakeCase] = [
        .top("document isn't there", .missingDocument, "tests:\n  - document: «corpora/two.pdf"),
        .top("no document", .missingKey, "tests:\n  - «expect: {total: 1}"),
        .top(
            "unknown field", .unknownExpectation, suggest: "invoice_number",
            "tests:\n  - document: corpora/one.pdf\n    expect: {«invoice_no: A-1}"),
        .top(
            "expected isn't a value", .wrongType,
            "tests:\n  - document: corpora/one.pdf\n    expect: {total: «[1]}"),
        .top(
            "unknown status", .unknownValue, suggest: "needs_review",
            "tests:\n  - document: corpora/one.pdf\n    status: «needs-review"),
        .top("threshold in percent", .outOfRange, suggest: "0.85", "review: {threshold: «85}"),
        .top("threshold with a percent sign", .wrongType, suggest: "0.85", "review: {threshold: «85%}"),
        .top("threshold is a word", .wrongType, "review: {threshold: «high}"),
        .top("confidence for threshold", .unknownKey, suggest: "threshold", "review: {«min_confidence: 0.8}"),
        .top("jq that YAML reads as a list", .syntax, "review:\n  needs_review: [.pages] «| add > 5"),
        .top("jq that YAML reads as a text", .syntax, "review:\n  needs_review: \"a\" «== .file"),
        .top("expression is a list", .wrongType, "review: {auto_approve: «[a]}"),
    ]

    @Test(
        "told at its place, by its code, with the suggestion",
        arguments: [structure, limits, components, variables, expressions, tests].flatMap { $0 })
    func told(_ sample: MistakeCase) throws {
        let check = Installed.check(sample.text)
        let first = try #require(check.diagnostics.first, "nothing was told")
        let told = check.diagnostics.map(\.text).joined(separator: "\n")
        #expect(check.diagnostics.count == 1, "\(told)")
        #expect(first.line == sample.line && first.column == sample.column, "\(told)")
        #expect(first.code == sample.code, "\(told)")
        #expect(first.severity == sample.severity, "\(told)")
        #expect(first.suggestion == sample.suggestion, "\(told)")
        #expect(
            first.mend?.isEmpty == false || sample.code == .syntax || sample.code == .variableFile, "\(told)")
        #expect((check.definition == nil) == (sample.severity == .error))
    }

    @Test("all mistakes are told at once, in the order of the text")
    func allAtOnce() {
        let check = Installed.check(
            """
            name: A B
            limits: {timeout: 5}
            steps:
              - uses: pdf-txt
              - use: gst-invoice
                if: .fields.totl > 1
            review: {threshold: 80}
            extra: 1

            """)
        #expect(check.diagnostics.map(\.line) == [1, 2, 4, 5, 6, 7, 8])
        #expect(
            check.diagnostics.map(\.code) == [
                .badName, .quantity, .unknownComponent, .unknownKey, .unknownField, .outOfRange, .unknownKey,
            ])
    }

    @Test("a value from the environment never stands in a message")
    func secretsStayOut() {
        let check = Installed.check(
            "name: a\nsteps:\n  - uses: tesseract-ocr\n    with: {mode: \"${ERP_SECRET}\", dpi: \"${WORD}\"}\n"
        )
        #expect(check.diagnostics.count == 2)
        for diagnostic in check.diagnostics {
            #expect(!diagnostic.text.contains("12345678901") && !diagnostic.text.contains("many"))
        }
    }
}

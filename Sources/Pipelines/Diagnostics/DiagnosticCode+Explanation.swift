extension DiagnosticCode {
    /// A few words: what is wrong.
    package var title: String { explanation.title }

    /// A paragraph: what the mistake means and how it is mended.
    package var detail: String { explanation.detail }

    private var explanation: (title: String, detail: String) {
        switch self {
        case .unreadable: ("the file can't be read", "It is missing, or its permissions forbid reading it.")
        case .tooLarge:
            (
                "the file is too large",
                "A pipeline file has at most 1 MiB and 20000 values. Split it into several pipelines."
            )
        case .encoding:
            (
                "the file isn't UTF-8",
                "Pipeline files are UTF-8 text. Save the file as UTF-8; a byte order mark is allowed."
            )
        case .controlCharacter:
            (
                "a control character",
                "YAML forbids control characters in the text. Remove it, or write it as an escape such as \\x1b inside double quotes."
            )
        case .syntax:
            (
                "not YAML",
                "The text breaks YAML's grammar here: most often a missing colon, a bracket or quote that isn't closed, or a line indented differently from its neighbours. Nothing after this place was checked."
            )
        case .tab: ("a tab", "YAML forbids tabs in indentation. Indent with spaces.")
        case .duplicateKey:
            (
                "a key appears twice",
                "A key may appear once in a mapping. YAML readers that take the last one silently hide such mistakes."
            )
        case .unknownAlias:
            (
                "an alias without an anchor",
                "*name repeats the value that &name marked earlier in the file. A text that begins with * must be quoted."
            )
        case .aliasExpansion:
            (
                "aliases grow too large",
                "Aliases inside aliases multiply. Written out, the file may have at most 20000 values."
            )
        case .nesting: ("nested too deep", "Values may be nested at most 64 levels deep.")
        case .severalDocuments:
            (
                "more than one document",
                "A file holds one pipeline. A line of three dashes begins another document: move that to a file of its own."
            )
        case .emptyFile:
            (
                "nothing in the file",
                "A pipeline needs at least a name and one step. `assay pipeline new NAME` writes a starting point."
            )
        case .tag:
            ("a tag", "Tags such as !name mean nothing here. Remove it; quote a value that has to be text.")
        case .keyNotText:
            (
                "a key that isn't text",
                "Keys are plain names. The merge key << and keys that are lists or mappings aren't known: repeat a whole value with an alias instead."
            )
        case .unknownKey:
            (
                "an unknown key",
                "Only the keys of the pipeline format are allowed here; the message lists them."
            )
        case .missingKey: ("a missing key", "The mapping lacks a key that it needs.")
        case .wrongType:
            (
                "a value of the wrong type",
                "The key wants another type of value. Remember that unquoted 12, true and null aren't text, and that yes and no are."
            )
        case .unknownValue: ("a value that isn't allowed", "Only the listed values are allowed here.")
        case .quantity:
            (
                "a duration or size without sense",
                "Durations are written 500ms, 90s, 2m, 1h or 1m30s; sizes 64MiB, 1GiB or 500MB. The unit is needed."
            )
        case .badName:
            (
                "a name with other characters",
                "Names consist of lower-case letters, digits, dots and hyphens and begin with a letter or digit."
            )
        case .outOfRange:
            (
                "a value out of range",
                "The number, duration or size is below or above what makes sense; the message names both limits."
            )
        case .repeated: ("the same thing twice", "Each name may be used once.")
        case .empty: ("an empty value", "Something is needed here.")
        case .unknownComponent:
            (
                "an unknown component",
                "`uses` names a component of an installed plugin. `assay plugin list` shows them all; --plugins and ASSAY_PLUGIN_PATH say where else to look."
            )
        case .wrongKind:
            (
                "a component of the wrong kind",
                "Extractors and validators belong under steps, notifiers under notify."
            )
        case .unknownOption:
            (
                "an unknown option",
                "The component's manifest doesn't know this option. `assay plugin inspect` lists them."
            )
        case .missingOption: ("a missing option", "The component needs this option.")
        case .optionType:
            (
                "an option of the wrong type",
                "The component's manifest wants another type of value for this option."
            )
        case .optionValue:
            (
                "an option's value isn't allowed",
                "The component's manifest lists the values that this option may have."
            )
        case .optionRange:
            (
                "an option out of range",
                "The component's manifest limits this number, text or list; the message names the limit."
            )
        case .optionForm:
            (
                "an option's text has the wrong form",
                "The component's manifest demands a pattern for this text."
            )
        case .optionRegex:
            (
                "not a regular expression",
                "The option is a Perl-compatible regular expression, which PCRE2 reads; ^ and $ stand for the ends of a line. Put it into single quotes, so that YAML leaves its backslashes alone."
            )
        case .optionField:
            (
                "an option names an unknown field",
                "The option names a field of the field table, which `assay pipeline schema` lists, or one of your own: those begin with x_."
            )
        case .optionFile:
            (
                "a file that an option names can't be read",
                "The option's value may stand in a YAML file of its own. Its path counts from the folder of the file that names it; a folder stands for all YAML files in it."
            )
        case .unknownRule:
            (
                "an unknown rule",
                "The component checks no rule of this id. `assay rules list` shows the rules of all components."
            )
        case .optionRefused:
            (
                "a component refuses its options",
                "The options have the form that the manifest asks for, but the component, started with them in a worker, says that they can't be right together, or that something they name is missing on this machine."
            )
        case .notGranted:
            (
                "a plugin may not have what it needs",
                "The plugin's manifest asks for the network, a folder or the history, and its line in plugins.lock doesn't grant it. `assay plugin allow` grants it, once its code is trusted."
            )
        case .badBase:
            (
                "the pipeline that this one extends can't be used",
                "`extends` names a pipeline: beside this file, or one that `assay pipeline list` shows. It must not have mistakes, nor extend this one in turn."
            )
        case .unknownStep:
            (
                "a step that the extended pipeline lacks",
                "In a pipeline that extends another one, an entry without `uses` changes the step of its name, and `after` names the step that a new one follows. `assay pipeline show NAME` lists the names."
            )
        case .stepOrder:
            (
                "steps in the wrong order",
                "Steps run from top to bottom: first those that read words, then those that take fields from them, then those that check fields."
            )
        case .unsetVariable:
            (
                "a variable that isn't set",
                "${NAME} is taken from the environment when the pipeline is checked. Set it, or give a default: ${NAME:-default}. A literal dollar sign before a brace is written $${."
            )
        case .malformedVariable:
            (
                "a malformed variable",
                "Variables are written ${NAME}, ${NAME:-default} or ${file:PATH}; names consist of letters, digits and underscores. A literal ${ is written $${."
            )
        case .variableFile:
            (
                "a variable's file can't be read",
                "${file:PATH} stands for a file's content, without the line break at its end; at most 64 KiB. A relative path counts from the pipeline file's folder."
            )
        case .variablePlace:
            (
                "a variable where none is allowed",
                "Variables stand only in values that may differ from one installation to the next: options, limits and addresses; not in keys, names, `uses` and expressions."
            )
        case .variableText:
            ("a variable's value doesn't fit", "The variable is set, but its value isn't what the key wants.")
        case .expressionSyntax:
            (
                "an expression that isn't jq",
                "Expressions are jq programs, as in jq's manual. Quote one that holds a colon or a hash sign."
            )
        case .unknownPath:
            (
                "an unknown path",
                "Expressions see .file, .pages, .status, .confidence, .fields, .confidences, .line_items, .tax_summary and .flags; nothing else."
            )
        case .unknownField:
            (
                "an unknown field",
                "No component fills a field of this name, so the expression would always see null. `assay pipeline schema` lists the fields."
            )
        case .expressionForbidden:
            (
                "a function that expressions may not use",
                "Expressions see the record and nothing else: no environment, no input, no files."
            )
        case .missingDocument:
            (
                "a test's document is missing",
                "Paths of test documents count from the pipeline file's folder, then from the current one."
            )
        case .unknownExpectation:
            ("an expectation of an unknown field", "A test may expect the fields of the field table only.")
        case .unknownPipeline:
            (
                "an unknown pipeline",
                "No pipeline of that name was found. `assay pipeline list` shows them all."
            )
        case .samePipeline:
            (
                "two pipelines of one name",
                "Two files in one folder have the same name: rename one. A folder that is searched earlier may replace a later one's pipeline."
            )
        }
    }
}

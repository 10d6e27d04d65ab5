internal import AssayKit
internal import HTTPServing
internal import Storage

/// `/docs`: the operations as a page that needs no other host and no script.
enum DocumentationPage {
    static func html(of api: API) -> String {
        var tags: [String] = []
        for operation in api.operations where !tags.contains(operation.tag) { tags.append(operation.tag) }
        var body = ""
        for tag in tags {
            body += "<h2>\(Markup.escaped(tag))</h2>"
            for operation in api.operations where operation.tag == tag { body += section(operation) }
        }
        return """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Assay: the API</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>
            body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2024}
            h2{margin-top:2.5rem;text-transform:capitalize;border-bottom:1px solid #d0d5da}
            section{margin:1rem 0;padding:.6rem 1rem;border:1px solid #d0d5da;border-radius:.5rem}
            code{font:14px/1.4 ui-monospace,monospace}.m{font-weight:700}.r{color:#57606a;float:right}
            table{border-collapse:collapse;margin:.4rem 0}td{padding:.1rem .8rem .1rem 0;vertical-align:top}
            </style>
            <h1>Assay: the API</h1>
            <p>Every operation, generated from what the service checks. For programs: <a href="/openapi.json">openapi.json</a>.
            Errors have the shape <code>{"error", "code", "details"?, "request_id"}</code>.</p>
            \(body)</html>
            """
    }

    private static func section(_ operation: Operation) -> String {
        let role =
            switch operation.access {
            case .everyone: "everyone"
            case .role(let role): role.rawValue
            }
        var rows = ""
        for parameter in operation.parameters {
            rows +=
                "<tr><td><code>\(Markup.escaped(parameter.name))</code><td>\(parameter.place.rawValue)<td>\(Markup.escaped(parameter.summary))"
        }
        let answers = operation.answers.map { "\($0.status) \(Markup.escaped($0.summary))" }.joined(
            separator: " · ")
        return """
            <section><span class="r">\(role)</span><code class="m">\(operation.method.rawValue)</code>
            <code>\(Markup.escaped(API.template(operation.path)))</code><br>\(Markup.escaped(operation.summary))
            \(rows.isEmpty ? "" : "<table>\(rows)</table>")<div>\(answers)</div></section>

            """
    }
}

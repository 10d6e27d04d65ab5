/// A commented pipeline file to begin with.
package enum PipelineStart {
    /// Whether a pipeline may have that name.
    package static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= 64 else { return false }
        return PipelineChecker.isNameLetter(first, isFirst: true)
            && name.utf8.allSatisfy { PipelineChecker.isNameLetter($0, isFirst: false) }
    }

    /// The file's text; it is accepted as it stands where the bundled plugins are installed.
    package static func text(name: String) -> String {
        """
        # A pipeline: which documents it takes, what reads and checks them, who is told.
        # Check it with:  assay pipeline check \(name).yaml
        # Run it with:    assay run -p \(name).yaml invoice.pdf
        name: \(name)
        description: Indian GST invoices

        # The file types it takes. Leave it out to take whatever the steps can read.
        accepts: [pdf, png, jpeg, tiff]

        # What one document may cost.
        limits: {pages: 200, timeout: 120s}

        # They run from top to bottom. `assay plugin list` shows what is installed,
        # `assay plugin inspect NAME` the options that go below `with:`.
        steps:
          - uses: pdf-text          # the text of a PDF
          - uses: image             # scans and photos
          - uses: tesseract-ocr     # the words in them
            with: {languages: [eng]}
          - uses: gst-invoice       # the fields
          - uses: gst-rules         # the checks
            # if: .fields.total != null     # a jq expression: run the step only then
            # on_error: review              # fail (as without it), skip or review

        # Who may approve: jq expressions over the whole result.
        review:
          auto_approve: .confidence >= 0.95 and (.flags | all(.severity == "info"))
          needs_review: .pages > 20

        # Who is told. Variables come from the environment: ${NAME}, ${NAME:-default}, ${file:PATH}.
        # notify:
        #   - uses: webhook
        #     on: [processed, flagged, failed]
        #     with: {url: "${ERP_URL}", secret: "${ERP_SECRET}"}

        # What must come out of a document: assay pipeline test \(name).yaml
        # tests:
        #   - document: samples/one.pdf
        #     expect: {invoice_number: INV-2026-001, total: "1180.00"}

        """
    }
}

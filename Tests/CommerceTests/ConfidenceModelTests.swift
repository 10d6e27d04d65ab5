import Commerce
import DocumentLayout
import Testing

@Suite("Calibrated confidences")
struct ConfidenceModelTests {
    private static let parameters = """
        {"mine": {"read": {"intercept": 1, "slope": 1.2}, "recognised": {"intercept": -0.5, "slope": 0.8},
        "fields": {"total": 0.4, "invoice_number": -0.6}}}
        """

    private func parsed(_ text: String = parameters, _ component: String = "mine") -> ConfidenceModel? {
        ConfidenceModel(json: Array(text.utf8), component: component)
    }

    @Test("the parameters that the plugin carries are parameters")
    func carried() {
        #expect(InvoiceExtractor.model != nil)
        #expect(ReceiptExtractor.model != nil)
    }

    @Test("a higher confidence stays a higher one, and what was not sure is not made sure")
    func order() throws {
        let model = try #require(parsed())
        for field in ["total", "invoice_number"] {
            for isRecognised in [true, false] {
                let values = (0...100).map {
                    model.calibrated(Double($0) / 100, of: field, isRecognised: isRecognised)
                }
                #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
                #expect(values.allSatisfy { (0.02...0.995).contains($0) })
                #expect(values[..<90].allSatisfy { $0 < 0.9 })
            }
        }
        #expect(
            model.calibrated(0.7, of: "total", isRecognised: false)
                > model.calibrated(0.7, of: "total", isRecognised: true))
    }

    @Test("a trusted field's values may become sure, those of others may not")
    func trusted() throws {
        let text = Self.parameters.replacing("\"fields\"", with: "\"trusted\": [\"total\"], \"fields\"")
        let model = try #require(parsed(text))
        #expect(model.calibrated(0.88, of: "total", isRecognised: false) > 0.9)
        #expect(model.calibrated(0.88, of: "invoice_number", isRecognised: false) < 0.9)
    }

    @Test("a field that was never seen stays as it was")
    func unknown() throws {
        #expect(try #require(parsed()).calibrated(0.73, of: "buyer_name", isRecognised: true) == 0.73)
    }

    @Test(
        "what are no parameters gives no model",
        arguments: [
            "", "{}", "[]", "{\"mine\": {}}", parameters.replacing("1.2", with: "-1"),
            parameters.replacing("0.4", with: "\"x\""), parameters.replacing("recognised", with: "other"),
        ])
    func malformed(text: String) {
        #expect(parsed(text) == nil)
        #expect(parsed(Self.parameters, "other") == nil)
    }
}

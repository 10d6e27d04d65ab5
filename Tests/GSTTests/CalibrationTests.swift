import DocumentLayout
import GST
import Testing

@Test("the parameters that gst-invoice carries are parameters, and change what they should")
func carriedParameters() throws {
    let model = try #require(GSTInvoice.model)
    #expect(model.calibrated(0.95, of: "total", isRecognised: false) != 0.95)
}

internal import Drawing

/// Draws invoices to order, each with its truth.
package struct SampleGenerator: Sendable {
    /// One file, in memory.
    package struct File: Hashable, Sendable {
        /// Its name inside the folder.
        package let name: String
        /// What is in it.
        package let bytes: [UInt8]
    }

    private let request: SampleRequest
    private let layouts: [Layout]

    /// A generator for a request.
    ///
    /// - Throws: `SampleError` when the request cannot be met.
    package init(_ request: SampleRequest) throws(SampleError) {
        guard (1...9999).contains(request.count) else {
            throw SampleError("\(request.count) samples cannot be made; ask for 1 to 9999")
        }
        guard !request.formats.isEmpty else {
            throw SampleError("no format is asked for; name text, scan or photo")
        }
        guard !request.prefix.isEmpty, !request.prefix.contains("/"), !request.prefix.hasPrefix(".") else {
            throw SampleError("“\(request.prefix)” cannot begin a file's name; use letters and digits")
        }
        if let company = request.company {
            guard (1...100).contains(company.count), company.allSatisfy({ !$0.isNewline }),
                company.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
            else { throw SampleError("a company's name has 1 to 100 printable characters") }
        }
        self.request = request
        layouts = request.layouts.isEmpty ? Layout.programs : request.layouts
    }

    /// The files of one invoice: its documents, each followed by its truth.
    ///
    /// - Parameter index: From 0, below the request's count.
    /// - Returns: For each format of the request two files.
    /// - Throws: `SampleError` when a page could not be drawn.
    package func files(at index: Int) throws(SampleError) -> [File] {
        let defects = defects(at: index)
        let layout = try layout(at: index, for: defects)
        let seed = seed(at: index)
        let (invoice, sheet) = try drawn(at: index)
        var truth = Truth(invoice: invoice, sheet: sheet, layout: layout, defects: defects)
        let wear = request.wears.isEmpty ? nil : request.wears[index % request.wears.count]
        var files: [File] = []
        for format in request.formats {
            let name = request.prefix + "-" + String(1001 + index).dropFirst() + format.suffix
            let document: [UInt8]
            do throws(DrawingError) {
                document = try format.bytes(of: sheet.pages, invoice: invoice, wear: wear, random: seed)
            } catch {
                throw SampleError("\(name).\(format.fileExtension(wear)): \(error.description)")
            }
            files.append(File(name: "\(name).\(format.fileExtension(wear))", bytes: document))
            truth.wear = format == .scan || format == .photo ? wear : nil
            files.append(File(name: "\(name).json", bytes: Array(truth.text.utf8)))
        }
        return files
    }

    /// One invoice and its pages.
    func drawn(at index: Int) throws(SampleError) -> (invoice: Invoice, sheet: Sheet) {
        let defects = defects(at: index)
        let layout = try layout(at: index, for: defects)
        let invoice = try invoice(at: index, layout: layout, defects: defects, random: seed(at: index))
        return (invoice, layout.draw(invoice))
    }

    private func defects(at index: Int) -> [Defect] {
        request.defects.isEmpty ? [] : request.defects[index % request.defects.count]
    }

    private func seed(at index: Int) -> SplitMix64 {
        SplitMix64(seed: request.seed, stream: "\(request.prefix) \(index)")
    }

    private func layout(at index: Int, for defects: [Defect]) throws(SampleError) -> Layout {
        var fitting = layouts
        if !defects.isEmpty { fitting = fitting.filter(\.takesDefects) }
        for defect in defects {
            guard let shown = defect.needs.layouts else { continue }
            fitting = fitting.filter(shown.contains)
        }
        guard !fitting.isEmpty else {
            let names = defects.map(\.rawValue).joined(separator: "+")
            throw SampleError("\(names) shows on none of the layouts asked for; add tally or word")
        }
        // Single invoices to order differ in their looks by the seed.
        let turn = request.business == nil ? 0 : Int(request.seed % 9973)
        return fitting[(index + turn) % fitting.count]
    }

    private func invoice(
        at index: Int, layout: Layout, defects: [Defect], random: SplitMix64
    ) throws(SampleError) -> Invoice {
        var wish = InvoiceFactory.Wish()
        wish.hasDiscounts = layout.showsDiscounts
        wish.roundsTotal = layout.roundsTotals
        if request.series == .long { wish.rows = 30...70 }
        if let complexity = request.complexity { wish.follow(complexity) }
        wish.trades = request.business?.trades ?? []
        var random = random
        if case .form(let form) = layout.design { wish.follow(form, request, from: &random) }
        wish.company = request.company
        for defect in defects {
            wish.isInterState = defect.needs.isInterState ?? wish.isInterState
            wish.isElectronic = wish.isElectronic || defect.needs.isElectronic
            wish.hasPrivateBuyer = false
        }
        var factory = InvoiceFactory(seed: random.next())
        var invoice = request.series == .simple ? factory.simple(index + 1) : factory.invoice(wish)
        // A trade with untaxed goods may give an invoice without tax; a dozen tries find a taxed one.
        var tries = 0
        while invoice.tax == .zero, defects.contains(where: \.needs.isTaxed), tries < 12 {
            invoice = factory.invoice(wish)
            tries += 1
        }
        for defect in defects { defect.plant(in: &invoice) }
        if case .form(let form) = layout.design { invoice.fit(form) }
        // The registration follows what was spoiled, unless it is what was spoiled.
        if invoice.electronic != nil, !defects.contains(.foreignIRN) { invoice.registerAgain() }
        if case .form(let form) = layout.design, form.isElectronic, let token = TestPortal.token(invoice) {
            do throws(DrawingError) {
                invoice.signedCode = try CodePattern(token)
            } catch {
                throw SampleError("the signed code of \(invoice.number ?? "a sample"): \(error.description)")
            }
        }
        return invoice
    }
}

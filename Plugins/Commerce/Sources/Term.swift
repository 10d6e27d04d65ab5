internal import DocumentLayout

/// What a printed label announces.
enum Term: Sendable, Hashable {
    case number, date, dueDate, orderNumber
    case total, due, net, tax, rounding, paid, change
    /// A sum that is none of these: "Subtotal", "Total Qty", "Discount".
    case otherSum
    case seller, buyer, otherParty, partyName
    case sellerTaxNumber, buyerTaxNumber, taxNumber
    case currency
    case address, phone
}

/// The labels of receipts and invoices, in English, German, French, Dutch and Spanish.
enum Terms {
    struct Entry: Sendable {
        let key: [UInt8]
        let term: Term
        /// How surely the words mean this: 2 nothing else, 1 usually.
        let weight: Int
    }

    /// Longer ones first, so that "total excluding tax" is found before "total".
    static let all: [Entry] = table.flatMap { term, weight, words in
        words.split(separator: "|").map { Entry(key: Folding.fold(String($0)), term: term, weight: weight) }
    }.sorted { $0.key.count > $1.key.count }

    /// Bytes of the longest one.
    static let longest = all.first?.key.count ?? 0

    /// Those with that first byte, the longest first.
    static func beginning(with byte: UInt8) -> [Entry] { byFirst[byte] ?? [] }

    private static let byFirst = Dictionary(grouping: all.filter { !$0.key.isEmpty }) { $0.key[0] }

    private static let table: [(Term, Int, String)] = [
        (
            .number, 2,
            """
            invoice no|invoice number|invoice #|invoice nr|invoice id|inv no|bill no|bill number|receipt no|receipt #|\
            receipt number|rcpt no|doc no|document no|document number|sales no|rechnungsnummer|handelsrechnung (380) nr|rechnung (380) nr|gutschrift (381) nr|rechnungskorrektur (384) nr|\
            rechnungs-nr|rechnung nr|\
            rechnungsnr|rechnung #|rechnung no|handelsrechnung nr|belegnummer|beleg-nr|rechnungskorrektur nr|\
            gutschrift nr|selbst ausgestellte rechnung nr|facture n°|facture no|numéro de facture|n° de facture|\
            n° facture|factuurnummer|factuurnr|número de factura|factura nº|factura no|credit note no|avoir n°|cs no|\
            tax invoice no|check no|order id|bon nr
            """
        ),
        (
            .number, 1,
            "invoice|rechnung|handelsrechnung|facture|avoir|factuur|factura|credit note|gutschrift|rechnungskorrektur"
        ),
        (
            .date, 2,
            """
            invoice date|date of invoice|date of issue|issue date|bill date|receipt date|sales date|rechnungsdatum|\
            belegdatum|date de facture|date de la facture|date facture|factuurdatum|fecha de factura|fecha factura|\
            datum der rechnung|ausstellungsdatum
            """
        ),
        (.date, 1, "date|datum|dated|fecha|vom"),
        (
            .dueDate, 2,
            """
            due date|payment due|date d'échéance|fällig am|fälligkeitsdatum|fälligkeit|zahlbar bis|zahlungsziel|\
            vervaldatum|delivery date|order date|orderdatum|bestelldatum|lieferdatum|leistungsdatum|date de livraison|\
            liefer und leistungsdatum|liefer leistungszeitraum|expiry date|print date|lieferscheindatum
            """
        ),
        (
            .orderNumber, 2,
            "order no|order number|ordernummer|bestellnummer|customer no|kundennummer|klantnummer|your reference"
        ),
        (
            .total, 2,
            """
            grand total|total amount due|total payable|nett total|net total|total incl|total inclusive|total sales incl|\
            total sales inclusive|total amount incl|total amt payable|total after rounding|total after rounding adj|\
            total amount payable|amount payable|total rounded|rounded total|total amount rm|total due|invoice total|\
            gesamtbetrag|bruttosumme|bruttobetrag|rechnungsbetrag|gesamtsumme brutto|rechnungsendbetrag|endbetrag|\
            gesamtsumme|total ttc|montant ttc|montant total|net à payer|total à payer|totaal te betalen|totaalbedrag|\
            totaal incl|totaal inclusief|importe total|total factura|total a pagar|total rm|total myr|total including|\
            total sales inclusive of gst|total inclusive of gst|total inclusive gst|total incl of gst|totl incl
            """
        ),
        (.total, 1, "total|totaal|summe|total amount|total sales|total amt|bill total|jumlah|gesamt"),
        (
            .due, 2,
            "amount due|balance due|due payable|zahlbetrag|zu zahlen|fälliger betrag|solde|reste à payer|te betalen|offener betrag|residual|restant dû|da pagare|te voldoen|restbetrag|noch zu zahlen|still to pay"
        ),
        (
            .net, 2,
            """
            net amount|nettobetrag|gesamtsumme netto|summe netto|rechnungssumme ohne ust|total ht|montant ht|\
            total hors taxe|exclusief btw|exclusief|subtotal excl|total excl vat|total net|taxable amount|\
            steuerbasisbetrag|gesamtbetrag netto|netto summe|base imponible|total without taxes|untaxed amount|\
            netto total|zwischensumme netto|total without tax|nettosumme
            """
        ),
        (.net, 1, "subtotal|sub total|zwischensumme|sous-total|positionssumme|netto"),
        (
            .tax, 2,
            """
            steuerbetrag|ust gesamt|umsatzsteuer gesamt|gesamt ust|summe umsatzsteuer|total vat|vat total|total tax|\
            total tva|montant tva|btw bedrag|total gst|gst payable|total btw|steuersumme|summe ust|total taxes|\
            zzgl ust|tax total|ust betrag
            """
        ),
        (.tax, 1, "vat|mwst|tva|btw|umsatzsteuer|gst|sales tax|iva|mehrwertsteuer|ust"),
        (
            .otherSum, 2,
            """
            total qty|total quantity|total item|total items|total discount|total saving|total savings|total promotional|\
            total excl|total excluding|total sales excluding|total sales excl|total amount excl|total disc|sub-total|\
            total gst|gst summary|tax summary|total tax|total point|total points|total no|total excluding gst|\
            total before|total rounding|total weight|gesamtbetrag der zuschläge|gesamtbetrag der abschläge|\
            total number|discount|total paid|total cash|total change|total saved|item count|positionssummen
            """
        ),
        (.rounding, 2, "rounding|rounding adj|rounding adjustment|round off|rounding adj."),
        (
            .paid, 2,
            "cash|tendered|cash tendered|amount paid|visa|mastercard|paid|payment|tunai|credit card|debit|cash received"
        ),
        (.change, 2, "change|change due|balance|baki|rückgeld|wechselgeld|monnaie|wisselgeld"),
        (
            .seller, 2,
            """
            seller|supplier|vendor|sold by|verkäufer|lieferant|rechnungssteller|fournisseur|vendeur|verkoper|leverancier|issued by|\
            steuerbevollmächtigter des verkäufers|steuerbevollmächtigter|tax representative
            """
        ),
        (
            .buyer, 2,
            """
            käufer/leistungsempfänger|käufer|rechnungsempfänger|leistungsempfänger|bill to|billed to|invoice to|sold to|\
            buyer|customer name|client|facturé à|adresse de facturation|acheteur|koper|factuuradres|invoice address|\
            billing address|rechnungsadresse|rechnungsanschrift|cliente
            """
        ),
        (
            .otherParty, 2,
            """
            warenempfänger|abweichender warenempfänger|ship to|deliver to|delivery address|adresse de livraison|lieferanschrift|\
            lieferadresse|abweichender zahlungsempfänger|zahlungsempfänger|steuerbevollmächtigter des verkäufers|\
            steuerbevollmächtigter|afleveradres|shipping address|endempfänger|lieferort|vertreter
            """
        ),
        (.partyName, 2, "name"),
        (
            .taxNumber, 2,
            "ust-idnr|ust-id|ust.-id.-nr|ustid|ust-id-nr|umsatzsteuer-id|vat no|vat number|vat reg no|vat id|vat|n° tva|tva|btw-nr|btw nummer|btw|tax id|nif|cif"
        ),
        (.buyerTaxNumber, 2, "customer vat number|n° tva client|kunden ust-id|your vat number|customer vat"),
        (.currency, 2, "currency|währung|rechnungswährung|devise|valuta|moneda"),
        (.phone, 2, "tel|phone|fax|telefon|téléphone|fon"),
    ]
}

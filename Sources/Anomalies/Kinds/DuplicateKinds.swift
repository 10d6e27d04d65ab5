internal import AssayKit

extension AnomalyKind {
    /// What is billed so that it differs from other bills.
    @Sendable private static func isIrregular(_ bill: Bill, _ workshop: AnomalyWorkshop) -> Bool {
        ![.rent, .services].contains(workshop.vendors[bill.vendor].habit)
    }

    @Sendable private static func hasSeveral(_ bill: Bill, _ workshop: AnomalyWorkshop) -> Bool {
        isIrregular(bill, workshop) && bill.lines.count > 1
    }

    /// One invoice twice.
    static let duplicates: [AnomalyKind] = [
        repeated("same file again", ["DUP-01"], .critical, sameFile: true) { _, _ in true },
        repeated("scanned again", ["DUP-02"], .critical) { bill, _ in
            bill.number = bill.number.lowercased().replacing("/", with: "-")
            return true
        },
        repeated("number reused", ["DUP-02"], .critical) { bill, workshop in
            for row in bill.lines.indices { bill.lines[row].quantity += workshop.random.whole(1...9) }
            bill.day += 6
            bill.irn = nil
            return bill.day < 19_800 || (19_814...20_170).contains(bill.day)
        },
        repeated("letters for digits", ["DUP-04"], .high) { bill, workshop in
            let letters: [Character: Character] = ["0": "O", "1": "I", "5": "S", "8": "B", "2": "Z"]
            var characters = Array(bill.number)
            let serial = String(bill.serial % 10_000)
            guard let start = characters.indices.reversed().first(where: { letters[characters[$0]] != nil }),
                let digit = letters[characters[start]], serial.contains(characters[start])
            else { return false }
            characters[start] = digit
            bill.number = String(characters)
            bill.irn = nil
            return true
        },
        repeated("a character more", ["DUP-04"], .high) { bill, workshop in
            bill.number += String(workshop.random.whole(1...9))
            bill.irn = nil
            return true
        },
        repeated("two characters swapped", ["DUP-04"], .high) { bill, workshop in
            var characters = Array(bill.number)
            for place in characters.indices.dropFirst().reversed()
            where characters[place].isNumber && characters[place - 1].isNumber
                && characters[place] != characters[place - 1] && characters[place - 1] != "0"
                && characters[place] != "0"
            {
                characters.swapAt(place, place - 1)
                bill.number = String(characters)
                bill.irn = nil
                return true
            }
            return false
        },
        repeated("billed twice in a week", ["DUP-05", "DUP-09"], .medium, where: isIrregular) {
            bill, workshop in
            guard let fresh = workshop.fresh(bill.vendor, day: bill.day + workshop.random.whole(1...6)) else {
                return false
            }
            (bill.number, bill.serial, bill.day, bill.irn) = (
                fresh.number, fresh.serial, fresh.day, fresh.irn
            )
            return true
        },
        repeated("billed again a month later", ["DUP-09"], .medium, where: hasSeveral) { bill, workshop in
            guard let fresh = workshop.fresh(bill.vendor, day: bill.day + workshop.random.whole(20...50))
            else {
                return false
            }
            (bill.number, bill.serial, bill.day, bill.irn) = (
                fresh.number, fresh.serial, fresh.day, fresh.irn
            )
            return true
        },
        repeated("on another supplier's paper", ["DUP-06"], .medium) { bill, workshop in
            let stranger = workshop.stranger(day: bill.day)
            bill.supplierGSTIN = String(bill.supplierGSTIN.prefix(2)) + stranger.supplierGSTIN.dropFirst(2)
            guard bill.stateCode == stranger.stateCode else { return false }
            bill.supplierGSTIN = stranger.supplierGSTIN
            (bill.supplierName, bill.account, bill.ifsc) = (
                stranger.supplierName, stranger.account, stranger.ifsc
            )
            bill.irn = nil
            return true
        },
        AnomalyKind("reference reused", ["DUP-03"], .critical) { workshop in
            guard let first = workshop.place(where: { _, _ in true }) else { return false }
            let irn = workshop.bills[first.vendor][first.index].ownIRN
            workshop.relate(first)
            guard let second = workshop.place(where: { _, _ in true }) else { return false }
            var bill = workshop.bills[second.vendor][second.index]
            bill.irn = irn
            workshop.replace(second, by: bill.record(), as: "reference reused")
            return true
        },
        repeated("sent again with another account", ["DUP-10"], .critical) { bill, workshop in
            bill.account = String(workshop.random.whole(400_000_000_000...499_999_999_999))
            return true
        },
    ]
}

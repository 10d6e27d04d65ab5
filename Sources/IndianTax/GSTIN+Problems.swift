extension GSTIN {
    /// One thing that is wrong with a number.
    package enum Problem: Sendable, Hashable, CustomStringConvertible {
        /// It has another length than fifteen.
        case length(Int)
        /// It fits no form.
        case form
        /// Its State code is not assigned, or stands for no place that registers anyone.
        case state(String)
        /// The PAN's fourth letter stands for no kind of holder.
        case holder(Character)
        /// The PAN's serial number is 0000.
        case serial
        /// The check character does not follow from the rest.
        case check(expected: Character, found: Character)

        /// One clause for a person.
        package var description: String {
            switch self {
            case .length(let count): "it has \(count) characters instead of 15"
            case .form: "its letters and digits do not stand as in any kind of GSTIN"
            case .state(let code): "State code \(code) is not assigned"
            case .holder(let letter): "the PAN's fourth letter \(letter) stands for no kind of holder"
            case .serial: "the PAN inside has the serial number 0000"
            case .check(let expected, let found):
                "the check character should be \(expected), not \(found)"
            }
        }
    }

    /// Something that is unusual but not wrong.
    package enum Remark: Sendable, Hashable {
        /// Place 14 of a regular number is not Z.
        case fourteenth(Character)
        /// The State code is no longer given out.
        case formerState(String)
        /// The check character of a form without a PAN does not follow from the rest; published ones don't either.
        case check(expected: Character, found: Character)
    }

    /// What is wrong with the number; empty when nothing is.
    package var problems: [Problem] {
        var problems: [Problem] = []
        if state == nil || stateCode == "96" || stateCode == "00" { problems.append(.state(stateCode)) }
        if let pan {
            if pan.holder == nil { problems.append(.holder(Character(UnicodeScalar(bytes[5])))) }
            if pan.hasZeroSerial { problems.append(.serial) }
            if checkCharacter != expectedCheckCharacter {
                problems.append(.check(expected: expectedCheckCharacter, found: checkCharacter))
            }
        }
        return problems
    }

    /// What is unusual about the number.
    package var remarks: [Remark] {
        var remarks: [Remark] = []
        if form == .regular, bytes[13] != UInt8(ascii: "Z") {
            remarks.append(.fourteenth(Character(UnicodeScalar(bytes[13]))))
        }
        if ["25", "28"].contains(stateCode) { remarks.append(.formerState(stateCode)) }
        if !isPANBased, checkCharacter != expectedCheckCharacter {
            remarks.append(.check(expected: expectedCheckCharacter, found: checkCharacter))
        }
        return remarks
    }

    /// What is wrong with a text that should be a GSTIN; empty when nothing is.
    package static func problems(in text: some StringProtocol) -> [Problem] {
        let bytes = ASCII.compact(text)
        if let gstin = GSTIN(bytes: bytes) { return gstin.problems }
        let count = String(decoding: bytes, as: UTF8.self).count
        return count == 15 ? [.form] : [.length(count)]
    }
}

import Learning
import Screen
import Tabular
import Workflows

/// The third step: how the rows that judge the model are kept apart.
struct ValidationChoice: Sendable, Equatable {
    enum Row: Int, Sendable, Hashable, CaseIterable { case method, amount, seed }

    var cursor = Row.method
    var isKFold = false
    /// Percent of the rows that are held out.
    var share = TextEdit("20")
    var folds = TextEdit("5")
    var seedText = TextEdit("1")

    func chosen() throws(Problem) -> Validation {
        if isKFold {
            return .kFold(try FieldText.whole(folds.text, in: 2...50, "the number of folds"))
        }
        return .holdout(share: try FieldText.number(share.text, in: 1...90, "the share held out", unit: " %") / 100)
    }

    func seed() throws(Problem) -> Int { try FieldText.whole(seedText.text, in: 0...2_147_483_647, "the seed") }

    /// The field under the cursor; nil on a choice.
    var edit: TextEdit? {
        get {
            switch cursor {
            case .method: nil
            case .amount: isKFold ? folds : share
            case .seed: seedText
            }
        }
        set {
            guard let newValue else { return }
            switch cursor {
            case .method: break
            case .amount: if isKFold { folds = newValue } else { share = newValue }
            case .seed: seedText = newValue
            }
        }
    }

    var rows: [FormRow] {
        let method = FormRow(
            "Method", .choice(isKFold ? "k-fold cross-validation" : "holdout"),
            note: isKFold
                ? "every row is judged once; takes as many trainings" : "one part of the rows judges the model")
        let amount =
            isKFold
            ? FormRow("Folds", .field(folds, placeholder: "2 to 50"), check: { () throws(Problem) in _ = try chosen() })
            : FormRow(
                "Held out, in %", .field(share, placeholder: "1 to 90"), note: "never seen in training",
                check: { () throws(Problem) in _ = try chosen() })
        let seed = FormRow(
            "Seed", .field(seedText, placeholder: "a whole number"),
            note: "the same seed gives the same split and model",
            check: { () throws(Problem) in _ = try self.seed() })
        return [method, amount, seed]
    }
}

/// Numbers that are typed into fields.
enum FieldText {
    static func whole(_ text: String, in range: ClosedRange<Int>, _ what: String) throws(Problem) -> Int {
        let digits = text.filter { $0 != "," && $0 != " " && $0 != "_" }
        guard let number = Int(digits), range.contains(number) else {
            throw Problem(
                "\(what) must be a whole number from \(Count.text(range.lowerBound)) to \(Count.text(range.upperBound))"
            )
        }
        return number
    }

    static func number(
        _ text: String, in range: ClosedRange<Double>, _ what: String, unit: String = ""
    ) throws(Problem) -> Double {
        let trimmed = text.filter { $0 != " " && $0 != "%" }
        guard let number = Double(trimmed), range.contains(number) else {
            throw Problem(
                "\(what) must be a number from \(Ticks.short(range.lowerBound)) to \(Ticks.short(range.upperBound))\(unit)"
            )
        }
        return number
    }
}

extension FormRow {
    /// A row whose note tells what is wrong with its value.
    init(_ label: String, _ value: Value, note: String = "", check: () throws(Problem) -> Void) {
        do {
            try check()
            self.init(label, value, note: note)
        } catch {
            self.init(label, value, note: Message(error).text, noteRole: .error)
        }
    }
}

import Scoring
import Tabular

extension PreparedColumn {
    /// One SQL expression per feature, equal to what the exported model computes from the column.
    var featureSQL: [String] {
        let name = SQL.identifier(column.name)
        return parts.map { part in
            switch part {
            case .value: valueSQL(name)
            case .category: categorySQL(name)
            case .year, .month, .day, .hour, .minute: "date_part('\(part.rawValue)', CAST(\(name) AS TIMESTAMP))"
            case .weekday: "date_part('dow', CAST(\(name) AS TIMESTAMP))"
            }
        }
    }

    private func valueSQL(_ name: String) -> String {
        switch column.type.kind {
        case .boolean: "CAST(\(name) AS TINYINT)"
        case .date: "\(name) - DATE '1970-01-01'"
        default: name
        }
    }

    private func categorySQL(_ name: String) -> String {
        guard !categories.isEmpty else { return "-1" }
        let members = categories.map(SQL.literal).joined(separator: ", ")
        return "coalesce(CAST(enum_code(TRY_CAST(\(name) AS ENUM(\(members)))) AS INTEGER), -1)"
    }
}

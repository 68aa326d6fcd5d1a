#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

extension Picture {
    /// The numbers of the picture as lines to be read: `label: value`, with the names of the colours where there are some.
    public var words: [String] {
        switch marks {
        case .bars(let values, _, _):
            return zip(x.scale.names, values).map { "\($0): \(list($1))" }
        case .columns(let edges, let values, _, _):
            return zip(zip(edges, edges.dropFirst()), values).map {
                "\(x.words($0.0)) to \(x.words($0.1)): \(list($1))"
            }
        case .lines(let lines, _):
            return zip(series, lines).flatMap { name, values in
                values.map { (name.isEmpty ? "" : name + ", ") + "\(x.words($0.x)): \(y.words($0.y))" }
            }
        case .cloud(let xEdges, let yEdges, let spots):
            return spots.sorted { $0.count > $1.count }.map { spot in
                let across = "\(x.words(xEdges[spot.x])) to \(x.words(xEdges[spot.x + 1]))"
                let up = "\(y.words(yEdges[spot.y])) to \(y.words(yEdges[spot.y + 1]))"
                let name = series.count > 1 ? ", mostly \(series[spot.series])" : ""
                return "\(across) by \(up): \(spot.count)\(name)"
            }
        case .heat(let values, _):
            return zip(y.scale.names, values).map { name, row in
                "\(name): " + zip(x.scale.names, row).map { "\($0) \(Self.number($1))" }.joined(separator: ", ")
            }
        case .boxes(let boxes, let remarks):
            return boxes.enumerated().map { index, box in
                let middle = [box.firstQuartile, box.median, box.thirdQuartile].map { y.words($0) }
                let remark = remarks.indices.contains(index) ? ", " + remarks[index] : ""
                return "\(box.label): \(y.words(box.low)) to \(y.words(box.high)), quartiles "
                    + middle.joined(separator: ", ") + remark
            }
        }
    }

    /// The values of a place, one for each colour.
    private func list(_ values: [Double?]) -> String {
        guard series.count > 1 else { return Self.number(values.first ?? nil) }
        return zip(series, values).map { "\($0) \(Self.number($1))" }.joined(separator: ", ")
    }

    private static func number(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "none" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : Ticks.short(value, digits: 4)
    }
}

extension Picture.Direction {
    /// A place on the axis.
    fileprivate func words(_ value: Double) -> String {
        guard value.isFinite else { return "none" }
        switch scale {
        case .number, .category: return Ticks.short(value, digits: 4)
        case .log: return Ticks.short(pow(10, value), digits: 4)
        case .time:
            var seconds = time_t(value), parts = tm()
            gmtime_r(&seconds, &parts)
            var text = [CChar](repeating: 0, count: 40)
            let isMidnight = seconds % 86_400 == 0
            let length = strftime(&text, text.count, isMidnight ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%S", &parts)
            return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}

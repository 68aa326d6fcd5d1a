extension Scene {
    /// The drawing as an SVG document.
    var svg: String {
        var out = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(number(width))" height="\(number(height))" \
            viewBox="0 0 \(number(width)) \(number(height))" \
            font-family="Inter, 'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif">
            <rect width="100%" height="100%" fill="\(color(paper))"/>

            """
        for shape in shapes { out += svg(shape) + "\n" }
        return out + "</svg>\n"
    }

    private func svg(_ shape: Shape) -> String {
        switch shape {
        case .polygon(let places, let fill):
            return "<polygon points=\"\(points(places))\" fill=\"\(color(fill))\"\(opacity(fill))/>"
        case .lines(let places, let stroke, let width):
            return "<polyline points=\"\(points(places))\" fill=\"none\" stroke=\"\(color(stroke))\" "
                + "stroke-width=\"\(number(width))\" stroke-linejoin=\"round\" stroke-linecap=\"round\""
                + "\(opacity(stroke))/>"
        case .disc(let at, let radius, let fill):
            return "<circle cx=\"\(number(at.x))\" cy=\"\(number(at.y))\" r=\"\(number(radius))\" "
                + "fill=\"\(color(fill))\"\(opacity(fill))/>"
        case .text(let lettering):
            let anchor = ["start", "middle", "end"][
                lettering.anchor == .start ? 0 : lettering.anchor == .middle ? 1 : 2]
            let x = number(lettering.at.x), y = number(lettering.at.y)
            return "<text x=\"\(x)\" y=\"\(y)\" font-size=\"\(number(lettering.size))\" text-anchor=\"\(anchor)\" "
                + "fill=\"\(color(lettering.fill))\"" + (lettering.isBold ? " font-weight=\"600\"" : "")
                + (lettering.isUpright ? " transform=\"rotate(-90 \(x) \(y))\"" : "")
                + ">\(Self.escaped(lettering.text))</text>"
        }
    }

    private func points(_ places: [Place]) -> String {
        places.map { number($0.x) + "," + number($0.y) }.joined(separator: " ")
    }

    private func color(_ paint: Paint) -> String {
        func hex(_ value: UInt8) -> String { (value < 16 ? "0" : "") + String(value, radix: 16) }
        return "#" + hex(paint.red) + hex(paint.green) + hex(paint.blue)
    }

    private func opacity(_ paint: Paint) -> String {
        paint.opacity < 1 ? " fill-opacity=\"\(number(paint.opacity))\"" : ""
    }

    private func number(_ value: Double) -> String {
        let text = Ticks.fixed(value, decimals: 2)
        return text.hasSuffix(".00") ? String(text.dropLast(3)) : text
    }

    /// Text that is no markup, whatever is in it.
    static func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.append(character)
            }
        }
        return out
    }
}

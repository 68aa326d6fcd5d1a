@main enum Atelier { static func main() {} }

import Screen
import Tabular
import Workflows

/// The second step: every other column with a switch, how it is used, and why not.
struct FeaturesStepView {
    let wizard: TrainWizard

    private var proposals: [FeatureProposal] { (try? wizard.draft())?.features ?? [] }

    func list(_ theme: Theme, _ width: Int) -> ListView {
        let proposals = proposals
        let names = min(max(8, width * 2 / 5), max(6, proposals.map { TextWidth.of($0.column.name) }.max() ?? 6)) + 2
        let isWide = width >= 60
        let items = proposals.map { proposal in
            let isOff = !proposal.isUsed
            let canBe = !proposal.parts.isEmpty
            let box = !canBe ? "   " : isOff ? theme.glyphs.emptyBox : theme.glyphs.checkedBox
            let quiet = theme[isOff ? .faint : .muted].withoutBackground
            var text = StyledText(box + " ", theme[isOff ? .muted : .accent].withoutBackground)
            text.append(
                TextLayout.pad(proposal.column.name, to: names, ellipsis: theme.glyphs.ellipsis),
                theme[isOff ? .muted : .text].withoutBackground)
            text.append(
                TextLayout.pad(TypeLabel.short(proposal.column.type), to: 11), theme[.headerType].withoutBackground)
            if isWide {
                text.append(
                    TextLayout.pad(isOff ? "" : proposal.usage, to: 12, ellipsis: theme.glyphs.ellipsis) + "  ", quiet)
            }
            text.append(proposal.remark, isOff && !proposal.remark.isEmpty ? theme[.warning].withoutBackground : quiet)
            return ListItem(text)
        }
        return ListView(
            items, selected: items.isEmpty ? nil : min(wizard.features.cursor, items.count - 1),
            empty: "There are no other columns.")
    }

    func draw(into frame: inout Frame, _ layout: TrainLayout, _ theme: Theme) {
        let proposals = proposals
        let used = proposals.count(where: \.isUsed)
        var text = StyledText("Learn from ", theme[.muted].withoutBackground)
        text.append(Count.text(used), theme[used == 0 ? .error : .title].withoutBackground)
        text.append(" of \(Count.of(proposals.count, "column"))", theme[.muted].withoutBackground)
        if used < proposals.count {
            text.append("; \(Count.text(proposals.count - used)) left out", theme[.muted].withoutBackground)
        }
        frame.line(text, in: layout.summary, ellipsis: theme.glyphs.ellipsis)
        frame.draw(list(theme, layout.features.width), in: layout.features, theme)
    }
}

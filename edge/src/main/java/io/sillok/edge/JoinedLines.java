package io.sillok.edge;

import io.sillok.edge.LineReader.Line;
import io.sillok.edge.LineReader.Place;
import io.sillok.edge.LineReader.TextPart;
import io.sillok.model.edge.FileMasker;
import io.sillok.model.edge.MaskedRecords;
import io.sillok.model.framing.ResumePoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file each line of which is a record, and whose texts stand in several of them, mixed. They are put together as the
 * parser does it, masked as one, and given out over their lines again; what stands around them stays. A text whose beginning
 * was not seen is masked whole.
 */
final class JoinedLines implements FileMasker {

    private static final int MOST_TEXTS = 64;
    private static final int MOST_HELD = 2 * 1024 * 1024;

    /** A line at hand that holds a part of a text. */
    private record Slot(int record, int from, int to, Line.Holds line) {}

    private final TextOfRecords texts;
    private final LineReader reader;
    private final Map<Object, JoinedText> open = new LinkedHashMap<>(16, 0.75f, true);

    /** What begins before it may go on with something that was not seen. */
    private long knownFrom;

    JoinedLines(TextOfRecords texts, LineReader reader) {
        this.texts = texts;
        this.reader = reader;
    }

    @Override
    public long remembersFrom(ResumePoint at) {
        knownFrom = at.offset() == 0 ? 0 : at.offset() + reader.farthest();
        return Math.max(0, at.offset() - reader.farthest());
    }

    @Override
    public void remember(long from, byte[] before, ResumePoint at) {
        knownFrom = from == 0 ? 0 : from + reader.farthest();
        Map<JoinedText, List<Slot>> atHand = new LinkedHashMap<>();
        int begin = from == 0 ? 0 : behindLine(before, 0);
        while (begin < before.length) {
            int end = behindLine(before, begin);
            take(0, before, begin, end, from + begin, new byte[1][], atHand);
            begin = end;
        }
        open.values().forEach(JoinedText::assumeGiven);
        if (at.openStart().isPresent()) {
            knownFrom = at.offset() + reader.farthest();
        }
        bound();
    }

    private static int behindLine(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, bytes.length);
    }

    @Override
    public MaskedRecords mask(byte[] bytes, int[] lengths, long offset, OptionalLong continues, boolean goesOn) {
        byte[][] shown = new byte[lengths.length][];
        Map<JoinedText, List<Slot>> atHand = new LinkedHashMap<>();
        int from = 0;
        for (int i = 0; i < lengths.length; i++) {
            int to = from + lengths[i];
            boolean continued = i == 0 && continues.isPresent();
            if (continued || (goesOn && i == lengths.length - 1)) {
                // A line beyond a slice. What it belongs to goes on who knows how.
                shown[i] = continued ? texts.piece(bytes, from, to) : texts.maskWhole(bytes, from, to);
                knownFrom = offset + to + reader.farthest();
            } else {
                take(i, bytes, from, to, offset + from, shown, atHand);
            }
            from = to;
        }
        atHand.forEach((text, slots) -> give(text, slots, bytes, shown));
        bound();
        MaskedOutput out = new MaskedOutput(lengths.length, bytes.length);
        from = 0;
        for (int i = 0; i < lengths.length; i++) {
            out.add(MaskedOutput.fits(shown[i]) ? shown[i] : texts.maskWhole(bytes, from, from + lengths[i]));
            from += lengths[i];
        }
        return out.records(false);
    }

    private void take(
            int record,
            byte[] bytes,
            int from,
            int to,
            long offset,
            byte[][] shown,
            Map<JoinedText, List<Slot>> atHand) {
        Line line = reader.read(bytes, from, to, offset);
        if (line instanceof Line.Alone alone) {
            shown[record] = alone.masked();
        } else if (line instanceof Line.Holds holds) {
            TextPart part = holds.part();
            JoinedText text = open.get(part.text());
            if (part.begins() || text == null) {
                text = new JoinedText(texts, part.begins() && (part.announced() || known(offset)));
                open.put(part.text(), text);
            }
            text.add(part.said(), part.cut());
            atHand.computeIfAbsent(text, begun -> new ArrayList<>()).add(new Slot(record, from, to, holds));
            if (part.complete()) {
                open.remove(part.text());
            }
        }
    }

    private boolean known(long offset) {
        return offset >= knownFrom && (reader.lostAt() < 0 || offset - reader.lostAt() > reader.farthest());
    }

    private void give(JoinedText text, List<Slot> slots, byte[] bytes, byte[][] shown) {
        Optional<List<String>> given = text.give();
        if (given.isEmpty()) {
            texts.countFailedClosed();
        }
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            String part = given.isPresent() ? given.get().get(i) : TextOfRecords.WHOLE;
            // What no UTF-8 can say, and how it was escaped, stays as it was if nothing else changed.
            boolean same = part.equals(Spread.decoded(slot.line().part().said()));
            shown[slot.record()] = same ? Arrays.copyOfRange(bytes, slot.from(), slot.to()) : around(bytes, slot, part);
        }
    }

    private static byte[] around(byte[] bytes, Slot slot, String part) {
        Place place = slot.line().place();
        String text = Spread.decoded(place.head()) + part + Spread.decoded(place.tail());
        byte[] instead = place.json() ? JsonString.encoded(text) : text.getBytes(StandardCharsets.UTF_8);
        int head = place.from() - slot.from();
        int tail = slot.to() - place.to();
        byte[] line = new byte[head + instead.length + tail];
        System.arraycopy(bytes, slot.from(), line, 0, head);
        System.arraycopy(instead, 0, line, head, instead.length);
        System.arraycopy(bytes, place.to(), line, head + instead.length, tail);
        return line;
    }

    /** What goes on with a text that was let go is masked whole. */
    private void bound() {
        int held = open.values().stream().mapToInt(JoinedText::held).sum();
        Iterator<JoinedText> eldest = open.values().iterator();
        while (held > MOST_HELD || open.size() > MOST_TEXTS) {
            held -= eldest.next().held();
            eldest.remove();
        }
    }
}

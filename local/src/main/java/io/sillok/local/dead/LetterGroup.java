package io.sillok.local.dead;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Letters of one reason, format and shape.
 *
 * @param letters in the order of the topic
 */
public record LetterGroup(String reason, String format, String shape, List<Letter> letters) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Kind(String reason, String format, String shape) {}

    /** The largest group first. */
    public static List<LetterGroup> of(List<Letter> letters) {
        Map<Kind, List<Letter>> kinds = new LinkedHashMap<>();
        for (Letter letter : letters) {
            String reason = letter.detail().isEmpty() ? letter.reason() : letter.reason() + ": " + letter.detail();
            Kind kind = new Kind(reason, letter.format(), LetterShape.of(letter.preview()));
            kinds.computeIfAbsent(kind, none -> new ArrayList<>()).add(letter);
        }
        return kinds.entrySet().stream()
                .map(kind -> new LetterGroup(
                        kind.getKey().reason, kind.getKey().format, kind.getKey().shape, kind.getValue()))
                .sorted(Comparator.comparingInt(group -> -group.letters.size()))
                .toList();
    }

    private Letter newest() {
        return letters.get(letters.size() - 1);
    }

    /** Cells of a table, by {@link #HEADINGS}. */
    public List<String> row() {
        return List.of(Integer.toString(letters.size()), newest().read(), format, reason, newest().id(), shape);
    }

    public static final List<String> HEADINGS =
            List.of(">LETTERS", "NEWEST", "FORMAT", "REASON", "ONE OF THEM", "SHAPE");

    /** One object for programs. */
    public static ObjectNode json(List<LetterGroup> groups) {
        ObjectNode all = JSON.createObjectNode();
        all.put(
                "letters",
                groups.stream().mapToInt(group -> group.letters.size()).sum());
        ArrayNode list = all.putArray("groups");
        for (LetterGroup group : groups) {
            Letter newest = group.newest();
            ObjectNode node = list.addObject()
                    .put("letters", group.letters.size())
                    .put("reason", group.reason)
                    .put("format", group.format)
                    .put("shape", group.shape)
                    .put("version", newest.version());
            node.putObject("newest")
                    .put("id", newest.id())
                    .put("read", newest.read())
                    .put("path", newest.path())
                    .put("offset", newest.offset())
                    .put("preview", newest.preview());
        }
        return all;
    }
}

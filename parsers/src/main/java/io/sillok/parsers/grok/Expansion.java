package io.sillok.parsers.grok;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern with all references replaced by what they stand for, in the form that java-grok gives to them: a reference is
 * a group, one with a field is a named group.
 *
 * @param regex in the syntax of {@link Pattern}; the field of index i is its group {@code name}i
 */
record Expansion(String regex, List<GrokField> fields) {

    /** Definitions that refer to others twice over could ask for more memory than there is. */
    private static final int MAX_LENGTH = 200_000;

    /** A field of this name is not captured; java-grok's users know it. */
    private static final String UNWANTED = "UNWANTED";

    static Expansion of(PatternDefinition pattern, PatternLibrary library) throws GrokSyntaxException {
        Builder builder = new Builder(pattern, library);
        builder.append(pattern);
        String regex = builder.out.toString();
        compile(regex, pattern, builder.used);
        return new Expansion(regex, List.copyOf(builder.fields));
    }

    static String group(int field) {
        return "name" + field;
    }

    /** A bad regex is looked for where it comes from: what is used by others stands first. */
    private static void compile(String regex, PatternDefinition pattern, Map<PatternDefinition, String> used)
            throws GrokSyntaxException {
        Optional<PatternSyntaxException> problem = problem(regex);
        if (problem.isEmpty()) {
            return;
        }
        for (Map.Entry<PatternDefinition, String> definition : used.entrySet()) {
            Optional<PatternSyntaxException> own = problem(definition.getValue());
            if (own.isPresent()) {
                throw syntax(definition.getKey(), own.get());
            }
        }
        throw syntax(pattern, problem.get());
    }

    private static GrokSyntaxException syntax(PatternDefinition at, PatternSyntaxException problem) {
        String words = problem.getDescription().replaceAll("[\\r\\n]+", " ");
        return new GrokSyntaxException(at, "is no regular expression: " + words);
    }

    private static Optional<PatternSyntaxException> problem(String regex) {
        try {
            Pattern.compile(regex);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(e);
        }
    }

    private static final class Builder {

        final StringBuilder out = new StringBuilder();
        final List<GrokField> fields = new ArrayList<>();
        final Map<PatternDefinition, String> used = new LinkedHashMap<>();
        private final PatternDefinition root;
        private final PatternLibrary library;
        private final Deque<String> open = new ArrayDeque<>();
        private final Map<String, PatternDefinition> inline = new LinkedHashMap<>();

        Builder(PatternDefinition root, PatternLibrary library) {
            this.root = root;
            this.open.addLast(root.name());
            this.library = library;
        }

        void append(PatternDefinition definition) throws GrokSyntaxException {
            String text = definition.regex();
            int start = out.length();
            boolean inClass = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (text.startsWith("%{", i)
                        && !(inClass && Reference.at(text, i).isEmpty())) {
                    i = reference(definition, i) - 1;
                } else if (c == '\\' && i + 1 < text.length()) {
                    out.append(c).append(text.charAt(++i));
                } else if (!inClass && text.startsWith("(?<", i) && namesField(text, i + 3)) {
                    i = namedGroup(definition, i) - 1;
                } else {
                    inClass = c == '[' || (inClass && c != ']');
                    out.append(c);
                }
            }
            used.putIfAbsent(definition, out.substring(start));
            if (out.length() > MAX_LENGTH) {
                throw new GrokSyntaxException(root, "stands for more than " + MAX_LENGTH + " characters");
            }
        }

        private static boolean namesField(String text, int at) {
            return at < text.length() && text.charAt(at) != '=' && text.charAt(at) != '!';
        }

        private int namedGroup(PatternDefinition in, int at) throws GrokSyntaxException {
            int close = in.regex().indexOf('>', at);
            if (close <= at + 3) {
                throw new GrokSyntaxException(in, "has a group (?< without a name");
            }
            openGroup(new GrokField(GrokField.path(in.regex().substring(at + 3, close)), FieldType.Simple.TEXT));
            return close + 1;
        }

        private void openGroup(GrokField field) {
            if (field.name().equals(UNWANTED)) {
                out.append("(?:");
                return;
            }
            out.append("(?<").append(group(fields.size())).append('>');
            fields.add(field);
        }

        private int reference(PatternDefinition in, int at) throws GrokSyntaxException {
            Reference reference = Reference.at(in.regex(), at)
                    .orElseThrow(() -> new GrokSyntaxException(
                            in, "has a %{ that is no reference; write %{NAME}, %{NAME:field} or %{NAME:field:type}"));
            PatternDefinition target = target(in, reference);
            if (open.contains(target.name())) {
                throw new GrokSyntaxException(in, "stands for itself: " + loop(target.name()));
            }
            if (reference.field().isEmpty()) {
                out.append("(?:");
            } else {
                openGroup(new GrokField(GrokField.path(reference.field()), type(in, reference)));
            }
            open.addLast(target.name());
            append(target);
            open.removeLast();
            out.append(')');
            return reference.end();
        }

        private String loop(String name) {
            List<String> names = new ArrayList<>(open);
            return String.join(" > ", names.subList(names.indexOf(name), names.size())) + " > " + name;
        }

        private PatternDefinition target(PatternDefinition in, Reference reference) throws GrokSyntaxException {
            if (reference.definition().isPresent()) {
                PatternDefinition own = new PatternDefinition(
                        reference.name(), reference.definition().get(), in.file(), in.line());
                inline.put(own.name(), own);
                return own;
            }
            Optional<PatternDefinition> known =
                    Optional.ofNullable(inline.get(reference.name())).or(() -> library.find(reference.name()));
            if (known.isEmpty()) {
                throw new GrokSyntaxException(
                        in,
                        "no pattern is called " + reference.name()
                                + library.nearest(reference.name())
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse(""));
            }
            return known.get();
        }

        private static FieldType type(PatternDefinition in, Reference reference) throws GrokSyntaxException {
            try {
                return FieldType.of(reference.type())
                        .orElseThrow(() -> new GrokSyntaxException(
                                in,
                                "field " + reference.field() + " has no type " + reference.type()
                                        + "; there are int long float double boolean date"));
            } catch (IllegalArgumentException e) {
                throw new GrokSyntaxException(in, "field " + reference.field() + ": " + e.getMessage());
            }
        }
    }
}

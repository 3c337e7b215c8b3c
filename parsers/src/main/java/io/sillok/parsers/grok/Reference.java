package io.sillok.parsers.grok;

import java.util.Optional;

/**
 * A reference in a pattern: {@code %{NAME}}, {@code %{NAME:field}}, {@code %{NAME:field:type}},
 * {@code %{NAME:field:date:dd/MMM/yyyy}}, or one of these with its definition, {@code %{NAME:field=regex}}.
 *
 * @param field empty for none
 * @param type empty for none
 * @param end index behind the closing brace
 */
record Reference(String name, String field, String type, Optional<String> definition, int end) {

    /** java-grok separates by a semicolon too. */
    private static final String SEPARATORS = ":;";

    static boolean isNamePart(char c) {
        return c == '_' || c == '-' || c == '.' || (c < 128 && Character.isLetterOrDigit(c));
    }

    /** Reads what begins with {@code %{} at an index; empty if it is no reference. */
    static Optional<Reference> at(String text, int index) {
        int nameEnd = index + 2;
        while (nameEnd < text.length() && isNamePart(text.charAt(nameEnd))) {
            nameEnd++;
        }
        int close = closingBrace(text, nameEnd);
        if (nameEnd == index + 2 || close < 0) {
            return Optional.empty();
        }
        String name = text.substring(index + 2, nameEnd);
        String rest = text.substring(nameEnd, close);
        int equals = rest.indexOf('=');
        Optional<String> definition = equals < 0 ? Optional.empty() : Optional.of(rest.substring(equals + 1));
        String fieldAndType = equals < 0 ? rest : rest.substring(0, equals);
        if (fieldAndType.isEmpty()) {
            return Optional.of(new Reference(name, "", "", definition, close + 1));
        }
        if (SEPARATORS.indexOf(fieldAndType.charAt(0)) < 0) {
            return Optional.empty();
        }
        int typeAt = 1;
        while (typeAt < fieldAndType.length() && SEPARATORS.indexOf(fieldAndType.charAt(typeAt)) < 0) {
            typeAt++;
        }
        String type = typeAt < fieldAndType.length() ? fieldAndType.substring(typeAt + 1) : "";
        return Optional.of(new Reference(name, fieldAndType.substring(1, typeAt), type, definition, close + 1));
    }

    /** An inline definition may hold balanced braces, such as {@code \d{3}}. */
    private static int closingBrace(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '{' -> depth++;
                case '}' -> {
                    if (--depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }
}

package io.sillok.search.text;

/**
 * Text of a log made harmless for a terminal: what would move the cursor, colour, ring, turn the direction of writing or
 * hide is shown as a sign for it.
 */
public final class VisibleText {

    private static final int CONTROL_PICTURES = 0x2400;
    private static final char DELETE_PICTURE = '\u2421';

    private VisibleText() {}

    /** In one line: a line break is shown, too. */
    public static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(point, visible));
        return visible.toString();
    }

    private static void append(int point, StringBuilder visible) {
        if (point == '\t') {
            visible.append(' ');
        } else if (point < ' ') {
            visible.appendCodePoint(CONTROL_PICTURES + point);
        } else if (point == 0x7F) {
            visible.append(DELETE_PICTURE);
        } else if (isHidden(point)) {
            visible.append(String.format("\\u{%X}", point));
        } else {
            visible.appendCodePoint(point);
        }
    }

    /** C1 controls, marks of direction and others without a shape, separators of lines, halves of surrogates, private ones. */
    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}

package io.sillok.local.command;

import java.util.List;

/** Lines up columns; a heading that begins with {@code >} puts its column to the right. */
final class TextTable {

    private static final String GAP = "  ";

    private TextTable() {}

    /** @param rows headings first; all of one length */
    static String of(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], shown(row.get(i)).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = shown(row.get(i));
                String pad = " ".repeat(widths[i] - cell.length());
                boolean right = rows.get(0).get(i).startsWith(">");
                line.append(i == 0 ? "" : GAP).append(right ? pad + cell : cell + pad);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Paths may hold anything; a terminal shall see none of it. */
    private static String shown(String cell) {
        String bare = cell.startsWith(">") ? cell.substring(1) : cell;
        return bare.replaceAll("\\p{Cntrl}", "?");
    }
}

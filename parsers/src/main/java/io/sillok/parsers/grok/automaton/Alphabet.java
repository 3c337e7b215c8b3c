package io.sillok.parsers.grok.automaton;

import io.sillok.parsers.grok.regex.CharSet;
import io.sillok.parsers.grok.regex.NotCompilableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The characters in classes: those that no set of a pattern tells apart are one. */
final class Alphabet {

    static final int ASCII = 128;
    static final int BEYOND_BMP = 0x10000;
    private static final int MAX_CLASSES = 120;

    private final List<CharSet> sets;
    private final int[] starts;
    private final byte[] classes;
    private final byte[] ascii = new byte[ASCII];
    private final int[] members;

    private Alphabet(List<CharSet> sets, int[] starts, byte[] classes, int[] members) {
        this.sets = sets;
        this.starts = starts;
        this.classes = classes;
        this.members = members;
        for (int c = 0; c < ASCII; c++) {
            ascii[c] = (byte) classOf(c);
        }
    }

    static Alphabet of(List<CharSet> sets) throws NotCompilableException {
        TreeSet<Integer> bounds = new TreeSet<>(List.of(0, ASCII, BEYOND_BMP));
        for (CharSet set : sets) {
            for (int i = 0; i < set.bounds().size(); i += 2) {
                bounds.add(set.bounds().get(i));
                bounds.add(set.bounds().get(i + 1) + 1);
            }
        }
        bounds.remove(CharSet.LAST + 1);
        int[] starts = bounds.stream().mapToInt(Integer::intValue).toArray();
        byte[] classes = new byte[starts.length];
        List<Integer> members = new ArrayList<>();
        Map<List<Boolean>, Integer> known = new HashMap<>();
        for (int i = 0; i < starts.length; i++) {
            int member = starts[i];
            List<Boolean> signature = new ArrayList<>();
            signature.add(member < ASCII);
            for (CharSet set : sets) {
                signature.add(set.contains(member));
            }
            Integer number = known.putIfAbsent(signature, members.size());
            if (number == null) {
                number = members.size();
                members.add(member);
            }
            if (number >= MAX_CLASSES) {
                throw new NotCompilableException("more than " + MAX_CLASSES + " kinds of characters");
            }
            classes[i] = number.byteValue();
        }
        return new Alphabet(
                List.copyOf(sets),
                starts,
                classes,
                members.stream().mapToInt(Integer::intValue).toArray());
    }

    int size() {
        return members.length;
    }

    /** The symbol that stands behind the last character. */
    int end() {
        return members.length;
    }

    byte[] ascii() {
        return ascii;
    }

    int classOf(int codePoint) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= codePoint) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return classes[low];
    }

    /** One of the characters of a symbol that is of ASCII. */
    int someAscii(int symbol) {
        return members[symbol];
    }

    boolean isAscii(int symbol) {
        return symbol < members.length && members[symbol] < ASCII;
    }

    boolean contains(int set, int symbol) {
        return symbol < members.length && sets.get(set).contains(members[symbol]);
    }

    boolean contains(CharSet set, int symbol) {
        return symbol < members.length && set.contains(members[symbol]);
    }

    /**
     * Whether a character beyond U+FFFF is of the same class as each of the two characters that java.util.regex sees in it
     * when it looks back, or begins in its middle.
     */
    boolean pairsAreLikeTheirHalves() {
        int kind = classOf(BEYOND_BMP);
        for (int i = 0; i < starts.length; i++) {
            int last = i + 1 < starts.length ? starts[i + 1] - 1 : CharSet.LAST;
            boolean half = starts[i] <= Character.MAX_SURROGATE && last >= Character.MIN_SURROGATE;
            if ((half || last >= BEYOND_BMP) && classes[i] != kind) {
                return false;
            }
        }
        return true;
    }
}

package io.sillok.parsers.grok.automaton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Learns from lines that matched which ways most of them take, and makes {@link Leap}s of them: a log's lines differ in
 * values, seldom in their form. When the lines of a log change (its month does), leaps are missed and it learns again.
 *
 * <p>Thread-safe.
 */
final class Habits {

    /** Few lines are not worth it. */
    private static final int FIRST_LESSON = 64;

    private static final int SAMPLES = 64;
    private static final int LONGEST_LINE = 1024;
    private static final int LONGEST_LEAP = 64;

    /** Of the samples, those that have to agree. */
    private static final double MOST = 0.6;

    /** So many that agree otherwise are worth a second try. */
    private static final int LEAST = 6;

    private static final int REVIEWED = 4_096;

    /** More are not learned: what lines look like does not stay the same for long, or is chosen to make us learn. */
    private static final int MAX_LESSONS = 200;

    /** @param rows in which the characters are read, then the one behind the last of them */
    private record Sample(byte[] line, int[] rows) {}

    private record Visit(Sample sample, int at) {

        boolean reads(int distance) {
            return at + distance < sample.line().length && at + distance + 1 < sample.rows().length;
        }

        int character(int distance) {
            return sample.line()[at + distance];
        }

        Visit later(int distance) {
            return new Visit(sample, at + distance);
        }

        Visit behind(Run run) {
            return new Visit(sample, run.end(sample.line(), at, sample.line().length));
        }

        boolean isIn(int row) {
            return at < sample.rows().length && sample.rows()[at] == row;
        }
    }

    private final Automaton automaton;
    private final Alphabet alphabet;
    private final List<Sample> samples = new ArrayList<>();
    private int lessons;
    private volatile boolean learning = true;
    private int untilNext = FIRST_LESSON;
    private int matched;
    private int balance;

    Habits(Automaton automaton, Alphabet alphabet) {
        this.automaton = automaton;
        this.alphabet = alphabet;
    }

    /**
     * Counts without a lock: which line is the thousandth does not matter.
     *
     * @param leapsWon how many leaps were taken, less those that were missed
     */
    void matched(byte[] line, int from, int end, int leapsWon) {
        if (learning) {
            if (--untilNext <= 0 && end - from <= LONGEST_LINE) {
                sample(line, from, end);
            }
            return;
        }
        balance += leapsWon;
        if (++matched >= REVIEWED) {
            learning = balance < 0 && lessons < MAX_LESSONS;
            matched = 0;
            balance = 0;
        }
    }

    private synchronized void sample(byte[] line, int from, int end) {
        if (!learning) {
            return;
        }
        samples.add(walk(Arrays.copyOfRange(line, from, end)));
        if (samples.size() == SAMPLES) {
            automaton.dropLeaps();
            learn();
            samples.clear();
            lessons++;
            learning = false;
        }
    }

    private Sample walk(byte[] line) {
        int[] rows = new int[line.length + 1];
        rows[0] = automaton.initial();
        int place = 0;
        while (place < line.length && line[place] >= 0) {
            int row = behind(entry(rows[place], line[place]));
            if (row == 0) {
                break;
            }
            rows[++place] = row;
        }
        return new Sample(line, Arrays.copyOf(rows, place + 1));
    }

    /** The row that an entry leads to; 0 if it leads to none. */
    private int behind(int entry) {
        if (entry >= 0 || Automaton.register(entry) != 0) {
            return entry == 0 ? 0 : Automaton.target(entry);
        }
        Move move = automaton.newestMoves()[Automaton.target(entry)];
        return move.kind() == Move.Kind.GO ? move.next() : 0;
    }

    private void learn() {
        Map<Integer, List<Visit>> visits = new HashMap<>();
        for (Sample sample : samples) {
            Map<Integer, Visit> first = new HashMap<>();
            for (int at = 0; at < sample.rows().length; at++) {
                first.putIfAbsent(sample.rows()[at], new Visit(sample, at));
            }
            first.forEach((row, visit) ->
                    visits.computeIfAbsent(row, unseen -> new ArrayList<>()).add(visit));
        }
        learnDetours();
        Map<Integer, Integer> tried = new HashMap<>();
        for (Sample sample : samples) {
            int at = 0;
            while (at < sample.rows().length) {
                int row = sample.rows()[at];
                at += tried.computeIfAbsent(row, unseen -> learn(row, visits.get(row)));
            }
        }
    }

    private void learnDetours() {
        Set<Long> tried = new HashSet<>();
        for (Sample sample : samples) {
            for (int at = 0; at + 1 < sample.rows().length; at++) {
                int row = sample.rows()[at];
                int aside = sample.rows()[at + 1];
                int stop = sample.line()[at];
                if (aside != row && automaton.run(row).isPresent() && tried.add((long) row * Alphabet.ASCII + stop)) {
                    learnDetour(row, stop, aside);
                }
            }
        }
    }

    private void learnDetour(int row, int stop, int aside) {
        if (!automaton.leavesAlone(entry(row, stop), row)) {
            return;
        }
        boolean[] back = new boolean[Alphabet.ASCII];
        boolean any = false;
        for (int c = 0; c < Alphabet.ASCII; c++) {
            int entry = entry(aside, c);
            back[c] = behind(entry) == row && automaton.leavesAlone(entry, row);
            any |= back[c];
        }
        if (any) {
            automaton.run(row).ifPresent(run -> automaton.replace(row, run.withDetour(stop, back)));
        }
    }

    /** @return how far it is to the next row that is worth a try */
    private int learn(int row, List<Visit> visits) {
        if (visits.size() < MOST * samples.size()) {
            return 1;
        }
        Optional<Run> run = automaton.run(row);
        if (run.isPresent()) {
            learnExit(row, run.get(), visits);
            return 1;
        }
        if (automaton.hasSkip(row)) {
            return 1;
        }
        Optional<Leap> leap = leap(row, visits);
        return leap.isPresent() && automaton.add(row, leap.get()) ? leap.get().length() : 1;
    }

    private void learnExit(int row, Run run, List<Visit> visits) {
        List<Visit> ends = visits.stream()
                .map(visit -> visit.behind(run))
                .filter(visit -> visit.isIn(row))
                .toList();
        if (ends.size() >= MOST * visits.size()) {
            leap(row, ends).ifPresent(leap -> automaton.replace(row, run.withExit(leap)));
        }
    }

    private Optional<Leap> leap(int start, List<Visit> visits) {
        List<Leap.Character> characters = new ArrayList<>();
        List<Visit> agreeing = visits;
        int row = start;
        while (characters.size() < LONGEST_LEAP && (row == start || !automaton.hasSkip(row))) {
            int distance = characters.size();
            Optional<Leap.Character> usual = usual(row, distance, agreeing);
            if (usual.isEmpty()) {
                break;
            }
            Leap.Character character = usual.get();
            List<Visit> going = agreeing.stream()
                    .filter(visit -> visit.reads(distance)
                            && visit.character(distance) >= character.least()
                            && visit.character(distance) <= character.most())
                    .toList();
            if (going.size() < MOST * visits.size()) {
                break;
            }
            agreeing = going;
            characters.add(character);
            row = Automaton.target(automaton.table()[row + character.least()]);
        }
        if (characters.size() < Leap.SHORTEST) {
            return Optional.empty();
        }
        return Optional.of(
                new Leap(characters, row, then(row, characters.size(), agreeing), otherwise(start, visits, agreeing)));
    }

    private Leap then(int row, int length, List<Visit> visits) {
        List<Visit> later = visits.stream().map(visit -> visit.later(length)).toList();
        return automaton.hasSkip(row) ? null : leap(row, later).orElse(null);
    }

    private Leap otherwise(int start, List<Visit> visits, List<Visit> agreeing) {
        List<Visit> others =
                visits.stream().filter(visit -> !agreeing.contains(visit)).toList();
        return others.size() < LEAST ? null : leap(start, others).orElse(null);
    }

    /** The range of characters with the same entry that most lines have there. */
    private Optional<Leap.Character> usual(int row, int distance, List<Visit> visits) {
        int[] counts = new int[Alphabet.ASCII];
        for (Visit visit : visits) {
            if (visit.reads(distance)) {
                counts[visit.character(distance)]++;
            }
        }
        Optional<Leap.Character> usual = Optional.empty();
        int most = 0;
        for (int c = 0; c < Alphabet.ASCII; c++) {
            if (counts[c] > 0) {
                Leap.Character range = range(row, c);
                int count = IntStream.rangeClosed(c, range.most())
                        .map(i -> counts[i])
                        .sum();
                if (count > most) {
                    most = count;
                    usual = Optional.of(range);
                }
                c = range.most();
            }
        }
        return usual.filter(range -> range.register() != 0);
    }

    private Leap.Character range(int row, int character) {
        int entry = entry(row, character);
        int least = character;
        while (least > 0 && entry(row, least - 1) == entry) {
            least--;
        }
        int greatest = character;
        while (greatest + 1 < Alphabet.ASCII && entry(row, greatest + 1) == entry) {
            greatest++;
        }
        return new Leap.Character(
                least, greatest, entry > 0 ? Move.NOBODYS : entry == 0 ? 0 : Automaton.register(entry));
    }

    private int entry(int row, int character) {
        if (automaton.table()[row + character] == 0 && !automaton.full()) {
            automaton.entry(row, alphabet.ascii()[character]);
        }
        return automaton.table()[row + character];
    }
}

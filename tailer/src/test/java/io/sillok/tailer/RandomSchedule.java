package io.sillok.tailer;

import io.sillok.tailer.ScriptedSink.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What may happen to log files and their tailer, in random order, beside a model of what was written. What a truncation or
 * a delete destroys before any tailer could read it is nobody's to deliver, so those two wait until the tailer was there.
 */
final class RandomSchedule {

    /** The content of one file from its first byte to its end, wherever it is renamed to. */
    private static final class Generation {
        final StringBuilder written = new StringBuilder();
        Path path;
        boolean known;
        boolean truncated;

        Generation(Path path) {
            this.path = path;
        }

        boolean withinLine() {
            return written.length() > 0 && written.charAt(written.length() - 1) != '\n';
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private static final String HEAD = "[2026-11-22 08:57:31] production.ERROR: ";

    private final TailerRig rig;
    private final Random random;
    private final List<Generation> all = new ArrayList<>();
    private final Generation[] current = new Generation[3];
    private final List<Action> actions = List.of(
            this::write,
            this::write,
            this::write,
            this::writeBurst,
            this::pass,
            this::pass,
            this::pass,
            this::changeSink,
            this::answerInAnyOrder,
            this::rotate,
            this::writeToRotated,
            this::truncate,
            this::delete,
            this::restart,
            this::kill);
    private final List<String> trace = new ArrayList<>();
    private boolean running;
    private int lines;

    RandomSchedule(TailerRig rig, long seed) {
        this.rig = rig;
        this.random = new Random(seed);
    }

    /** Runs so many random actions, then lets everything come to rest; returns what must have arrived, one text a file. */
    List<String> run(int count) throws Exception {
        start();
        for (int i = 0; i < count; i++) {
            actions.get(random.nextInt(actions.size())).run();
        }
        for (Generation generation : all) {
            if (generation.withinLine() && !generation.truncated && Files.exists(generation.path)) {
                append(generation, "\n");
            }
        }
        restart();
        comeToRest();
        rig.passFor(Duration.ofSeconds(15));
        return all.stream()
                .map(generation -> generation.written.toString())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** What was done, in order. */
    @Override
    public String toString() {
        return String.join(" ", trace);
    }

    private void start() throws Exception {
        rig.start();
        running = true;
    }

    private void write() throws Exception {
        trace.add("write");
        append(generation(), random.nextInt(5) == 0 ? line().strip() : line());
    }

    private void writeBurst() throws Exception {
        trace.add("writeBurst");
        StringBuilder burst = new StringBuilder();
        for (int i = random.nextInt(2000); i >= 0; i--) {
            burst.append(line());
        }
        append(generation(), burst.toString());
    }

    private void pass() {
        trace.add("pass");
        if (running) {
            rig.pass();
        }
    }

    private void changeSink() {
        trace.add("changeSink");
        rig.sink.mode = Mode.values()[random.nextInt(Mode.values().length)];
    }

    private void answerInAnyOrder() {
        trace.add("answerInAnyOrder");
        List<ScriptedSink.Held> held = new ArrayList<>(rig.sink.held);
        rig.sink.held.clear();
        Collections.shuffle(held, random);
        for (ScriptedSink.Held answer : held) {
            if (random.nextInt(4) == 0) {
                rig.sink.fail(answer);
            } else {
                rig.sink.acknowledge(answer);
            }
        }
    }

    /** A file that was made and rotated away between two looks was never there to be found. */
    private void rotate() throws Exception {
        trace.add("rotate");
        int i = random.nextInt(current.length);
        if (current[i] == null || !current[i].known) {
            return;
        }
        trace.add("of " + current[i].path.getFileName());
        Path rotated = rig.logs.resolve("rotated-" + i + "." + all.size());
        Files.move(current[i].path, rotated);
        current[i].path = rotated;
        current[i] = null;
        if (running) {
            comeToRest();
        }
    }

    private void writeToRotated() throws Exception {
        trace.add("writeToRotated");
        Generation generation = all.isEmpty() ? null : all.get(random.nextInt(all.size()));
        if (generation != null && generation.path.toString().contains("rotated-") && Files.exists(generation.path)) {
            append(generation, line());
        }
    }

    private void truncate() throws Exception {
        trace.add("truncate");
        int i = random.nextInt(current.length);
        if (!running || current[i] == null) {
            return;
        }
        comeToRest();
        Files.newByteChannel(current[i].path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                .close();
        current[i].truncated = true;
        current[i] = new Generation(current[i].path);
        all.add(current[i]);
        if (random.nextBoolean()) {
            append(current[i], line());
        }
        comeToRest();
    }

    private void delete() throws Exception {
        trace.add("delete");
        int i = random.nextInt(current.length);
        if (!running || current[i] == null || current[i].withinLine()) {
            return;
        }
        comeToRest();
        rig.passFor(Duration.ofSeconds(2));
        Files.delete(current[i].path);
        current[i] = null;
        comeToRest();
    }

    private void restart() throws Exception {
        trace.add("restart");
        if (running) {
            rig.stop();
        }
        forgetAnswers();
        start();
        comeToRest();
    }

    private void kill() throws Exception {
        trace.add("kill");
        if (running) {
            rig.kill();
            forgetAnswers();
            running = false;
        } else {
            start();
            comeToRest();
        }
    }

    /** What was on its way when a tailer died may have arrived or not. */
    private void forgetAnswers() {
        rig.sink.held.forEach(held -> {
            if (random.nextBoolean()) {
                rig.sink.arrived.add(held.slice());
            }
        });
        rig.sink.held.clear();
    }

    private void comeToRest() {
        rig.sink.mode = Mode.ACKNOWLEDGE;
        rig.sink.held.forEach(rig.sink::acknowledge);
        rig.sink.held.clear();
        rig.passFor(Duration.ofSeconds(3));
        all.forEach(generation -> generation.known = generation.written.length() > 0);
    }

    private Generation generation() {
        int i = random.nextInt(current.length);
        if (current[i] == null) {
            current[i] = new Generation(rig.logs.resolve("app-" + i + ".log"));
            all.add(current[i]);
        }
        return current[i];
    }

    private String line() {
        lines++;
        return (random.nextInt(3) == 0 ? "#0 frame " : HEAD) + lines + " é".repeat(random.nextInt(9)) + "\n";
    }

    private void append(Generation generation, String text) throws IOException {
        // Each file begins with a record, so that every piece that begins otherwise must say what it continues.
        String first = generation.written.length() == 0 ? HEAD + generation.path.getFileName() + "\n" : "";
        String bytes = first + text;
        generation.written.append(bytes);
        trace.add(generation.path.getFileName() + "+" + bytes.length());
        Files.write(
                generation.path,
                bytes.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}

package io.sillok.tailer;

import io.sillok.tailer.ScriptedSink.Mode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * What may happen to log files and their tailer, in random order, beside a model of what was written. A model file is one
 * content from its first byte to its last, whatever becomes of its name, its inode and its packing. What is destroyed
 * before any tailer could read it is nobody's to deliver; the model knows how much that may be at most, and how much of it
 * the tailer had seen and must report.
 */
final class RandomSchedule {

    private interface Action {
        void run() throws Exception;
    }

    private static final String HEAD = "[2026-11-22 08:57:31] production.ERROR: ";
    private static final int KEPT = 4;

    private final TailerRig rig;
    private final Random random;
    private final boolean byDate;
    private final String header;
    private final List<ModelFile> all = new ArrayList<>();
    private final ModelFile[] current = new ModelFile[3];
    private final Map<String, Action> actions = new TreeMap<>();
    private final List<String> choices = new ArrayList<>();
    private final StringBuilder trace = new StringBuilder();
    private boolean running;
    private int lines;
    private int rotations;

    RandomSchedule(TailerRig rig, long seed) {
        this.rig = rig;
        this.random = new Random(seed);
        this.byDate = random.nextBoolean();
        this.header = HEAD + "the same in all files " + "=".repeat(random.nextInt(3) == 0 ? 5000 : 10) + "\n";
        choice(4, "write", this::write);
        choice(1, "burst", this::writeBurst);
        choice(4, "pass", this::pass);
        choice(1, "sink", this::changeSink);
        choice(1, "answer", this::answerInAnyOrder);
        choice(3, "rotate", this::rotate);
        choice(2, "copytruncate", this::copyTruncate);
        choice(2, "pack", this::pack);
        choice(1, "late", this::writeToRotated);
        choice(1, "truncate", this::truncate);
        choice(1, "delete", this::delete);
        choice(1, "backup", this::backUp);
        choice(1, "restart", this::restart);
        choice(2, "kill", this::kill);
        choice(1, "damage", this::damageCheckpoint);
    }

    private void choice(int weight, String name, Action action) {
        actions.put(name, action);
        choices.addAll(Collections.nCopies(weight, name));
    }

    /** Runs so many random actions, then lets everything come to rest; returns what was written. */
    List<ModelFile> run(int count) throws Exception {
        start();
        rig.pass();
        for (int i = 0; i < count; i++) {
            String choice = choices.get(random.nextInt(choices.size()));
            trace.append(' ').append(choice);
            actions.get(choice).run();
        }
        for (ModelFile file : all) {
            // Half a line waits where a file is still written to, as far as its name tells.
            boolean waits = Arrays.asList(current).contains(file) || rig.names(file.path);
            if (waits && file.withinLine()) {
                append(file, "\n");
            }
        }
        restart();
        rig.passFor(Duration.ofSeconds(75));
        return all.stream().filter(file -> file.written() > 0).toList();
    }

    /** What was done, in order. */
    @Override
    public String toString() {
        return (byDate ? "by date," : "by number,") + trace;
    }

    private void start() throws Exception {
        rig.start();
        running = true;
    }

    private void write() throws Exception {
        append(file(), random.nextInt(5) == 0 ? line().strip() : line());
    }

    private void writeBurst() throws Exception {
        StringBuilder burst = new StringBuilder();
        for (int i = random.nextInt(4000); i >= 0; i--) {
            burst.append(line());
        }
        append(file(), burst.toString());
    }

    private void pass() {
        if (running) {
            rig.pass();
        }
    }

    private void changeSink() {
        rig.sink.mode = Mode.values()[random.nextInt(Mode.values().length)];
    }

    private void answerInAnyOrder() {
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

    private void rotate() throws Exception {
        int i = random.nextInt(current.length);
        if (current[i] != null) {
            Path to = makeRoom(i);
            trace.append(":" + to.getFileName());
            Files.move(current[i].path, to);
            current[i].path = to;
            current[i] = null;
        }
    }

    /** What is written between the copy and the truncation is in no file afterwards. */
    private void copyTruncate() throws Exception {
        int i = random.nextInt(current.length);
        ModelFile file = current[i];
        if (file == null) {
            return;
        }
        Path original = file.path;
        Path copy = makeRoom(i);
        trace.append(":" + copy.getFileName());
        if (random.nextInt(4) == 0) {
            byte[] all = Files.readAllBytes(original);
            Files.write(copy, Arrays.copyOf(all, all.length / 2));
            pass();
            Files.write(copy, Arrays.copyOfRange(all, all.length / 2, all.length), StandardOpenOption.APPEND);
        } else {
            Files.copy(original, copy);
        }
        // Half a line at the end of a copy waits for more if by its name the copy is a log like others.
        boolean waits = rig.names(copy) && file.withinLine();
        if (random.nextInt(4) == 0 && !waits) {
            file.keeps(file.written(), seen(file));
            append(file, line());
            if (random.nextBoolean()) {
                pass();
            }
        }
        empty(original);
        file.path = copy;
        file.copied = true;
        current[i] = new ModelFile(original);
        all.add(current[i]);
        if (random.nextBoolean()) {
            append(current[i], line());
        }
    }

    /** Makes the first of the rotated names free, as logrotate does; the last one is deleted. */
    private Path makeRoom(int log) throws Exception {
        List<ModelFile> rotated = all.stream()
                .filter(file -> file.path != null && file.path.toString().contains("app-" + log + ".log" + mark()))
                .toList();
        if (rotated.size() >= KEPT) {
            destroy(rotated.get(0));
        }
        rotations++;
        if (byDate) {
            return rig.logs.resolve("app-" + log + ".log-" + (20261122 + rotations));
        }
        List<ModelFile> newestFirst = new ArrayList<>(rotated);
        Collections.reverse(newestFirst);
        for (int number = KEPT + 1; number >= 1; number--) {
            for (ModelFile file : newestFirst) {
                String packed = file.packed() ? ".gz" : "";
                if (file.path != null && file.path.endsWith("app-" + log + ".log." + number + packed)) {
                    Path next = rig.logs.resolve("app-" + log + ".log." + (number + 1) + packed);
                    Files.move(file.path, next);
                    file.path = next;
                }
            }
        }
        return rig.logs.resolve("app-" + log + ".log.1");
    }

    private String mark() {
        return byDate ? "-" : ".";
    }

    private void pack() throws Exception {
        ModelFile file = rotated();
        if (file == null || file.packed()) {
            return;
        }
        trace.append(":" + file.path.getFileName());
        byte[] text = Files.readAllBytes(file.path);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        // A file that was packed in two runs has two members.
        int first = random.nextInt(4) == 0 ? random.nextInt(text.length + 1) : text.length;
        addMember(packed, Arrays.copyOf(text, first));
        if (first < text.length) {
            addMember(packed, Arrays.copyOfRange(text, first, text.length));
        }
        Path to = Path.of(file.path + ".gz");
        if (random.nextInt(3) == 0) {
            Files.write(to, Arrays.copyOf(packed.toByteArray(), random.nextInt(packed.size())));
            pass();
            if (random.nextInt(3) == 0) {
                kill();
            }
        }
        Files.write(to, packed.toByteArray());
        if (random.nextInt(3) == 0) {
            pass();
        }
        Files.setLastModifiedTime(to, Files.getLastModifiedTime(file.path));
        Files.delete(file.path);
        file.path = to;
    }

    private static void addMember(OutputStream out, byte[] text) throws IOException {
        GZIPOutputStream member = new GZIPOutputStream(out);
        member.write(text);
        member.finish();
    }

    private void writeToRotated() throws Exception {
        ModelFile file = rotated();
        if (file != null && !file.packed() && !file.copied) {
            append(file, line());
        }
    }

    private void truncate() throws Exception {
        int i = random.nextInt(current.length);
        ModelFile file = current[i];
        if (file == null) {
            return;
        }
        Path path = file.path;
        if (running && random.nextBoolean()) {
            comeToRest();
            file.keeps(file.wholeLines(), seen(file));
        } else {
            file.keeps(0, seen(file));
        }
        empty(path);
        file.path = null;
        current[i] = new ModelFile(path);
        all.add(current[i]);
        if (random.nextBoolean()) {
            append(current[i], line());
        }
    }

    private void delete() throws Exception {
        int i = random.nextInt(current.length);
        if (current[i] != null) {
            destroy(current[i]);
            current[i] = null;
        }
    }

    private void destroy(ModelFile file) throws Exception {
        if (running && random.nextBoolean()) {
            comeToRest();
            file.keeps(file.wholeLines(), seen(file));
        } else {
            // One that is open is read on all the same.
            file.keeps(0, running ? 0 : seen(file));
        }
        Files.delete(file.path);
        file.path = null;
    }

    /** A copy of a log that somebody makes, and takes away before the log itself is rotated. */
    private void backUp() throws Exception {
        int i = random.nextInt(current.length);
        if (current[i] != null) {
            Path backup = Path.of(current[i].path + ".bak");
            Files.copy(current[i].path, backup);
            pass();
            pass();
            Files.delete(backup);
        }
    }

    private void restart() throws Exception {
        if (running) {
            rig.stop();
        }
        forgetAnswers();
        start();
        comeToRest();
    }

    private void kill() throws Exception {
        if (running) {
            rig.kill();
            forgetAnswers();
            running = false;
        } else {
            start();
            if (random.nextBoolean()) {
                comeToRest();
            }
        }
    }

    private void damageCheckpoint() throws Exception {
        Path newest = rig.data.resolve("checkpoint");
        if (Files.exists(newest) && Files.exists(rig.data.resolve("checkpoint.previous"))) {
            if (running) {
                kill();
            }
            // The previous one may know of smaller sizes.
            all.forEach(ModelFile::forgetSeen);
            byte[] whole = Files.readAllBytes(newest);
            Files.write(newest, Arrays.copyOf(whole, random.nextInt(whole.length)));
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
    }

    /** How much of a file the tailer saw and remembers even if it is killed now. */
    private long seen(ModelFile file) throws Exception {
        Path checkpoint = rig.data.resolve("checkpoint");
        if (!Files.exists(checkpoint)) {
            return 0;
        }
        FileStat stat = FileStat.of(file.path);
        return CheckpointStore.read(checkpoint).files().stream()
                .filter(known -> known.key().equals(stat.key()) && file.isKnownBy(known))
                .mapToLong(FileCheckpoint::size)
                .max()
                .orElse(0);
    }

    private ModelFile rotated() {
        List<ModelFile> rotated = all.stream()
                .filter(file -> file.path != null && !Arrays.asList(current).contains(file))
                .toList();
        return rotated.isEmpty() ? null : rotated.get(random.nextInt(rotated.size()));
    }

    private ModelFile file() {
        int i = random.nextInt(current.length);
        if (current[i] == null) {
            current[i] = new ModelFile(rig.logs.resolve("app-" + i + ".log"));
            all.add(current[i]);
        }
        return current[i];
    }

    private String line() {
        lines++;
        return (random.nextInt(3) == 0 ? "#0 frame " : HEAD) + lines + " é".repeat(random.nextInt(9)) + "\n";
    }

    private static void empty(Path path) throws IOException {
        Files.newByteChannel(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                .close();
    }

    private void append(ModelFile file, String text) throws IOException {
        // Each file begins with a record, so that every piece that begins otherwise must say what it continues.
        String first = file.written() == 0 ? header + HEAD + "begins " + lines++ + "\n" : "";
        byte[] bytes = (first + text).getBytes(StandardCharsets.UTF_8);
        file.write(bytes);
        trace.append(':').append(file.path.getFileName()).append('+').append(bytes.length);
        Files.write(file.path, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}

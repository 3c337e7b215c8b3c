package io.sillok.job.count;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A partition as one tailer fills it with the lines of several files: it finds them half-written, catches up, follows them,
 * is away a few times, and catches up again, some files faster than others. Each file's own order is kept. Times are milliseconds.
 */
final class ShippedPartition {

    private static final long WINDOW = CountedPartition.WINDOW;
    private static final long TICK = 100;

    /** A file with a backlog is read at least so often. */
    private static final long LONGEST_TURN = 1000;

    private static final int MOST_OF_A_SLICE = 200;

    /** @param readAt when the tailer read it, and Kafka had it */
    record Line(String file, long time, long readAt) {
        Line readAt(long other) {
            return new Line(file, time, other);
        }
    }

    private static final class File {
        final String name;
        final Deque<Long> times = new ArrayDeque<>();
        long readAt;

        File(String name) {
            this.name = name;
        }
    }

    private final Random random;
    private final long begin = 1_000 * WINDOW;
    private final List<File> files = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    ShippedPartition(Random random) {
        this.random = random;
        int most = 1 + random.nextInt(7);
        for (int i = 0; i < most; i++) {
            files.add(write(new File("file " + i)));
        }
        ship();
    }

    List<Line> lines() {
        return lines;
    }

    long begin() {
        return begin;
    }

    private File write(File file) {
        long length = 60_000 + random.nextInt(60_000);
        long time = begin + random.nextInt((int) length / 2);
        long end = begin + length;
        int usualGap = List.of(50, 300, 1500, 4000).get(random.nextInt(4));
        while (time < end) {
            file.times.add(time);
            time += random.nextInt(2 * usualGap);
        }
        return file;
    }

    private void ship() {
        long now = begin + random.nextInt(60_000);
        int outages = random.nextInt(4);
        while (files.stream().anyMatch(file -> !file.times.isEmpty())) {
            long until = now;
            Collections.shuffle(files, random);
            // What is written in a window that was closed because all were silent is late: nobody could know.
            boolean boundary = until % WINDOW < TICK;
            boolean caughtUp = files.stream().noneMatch(file -> isBehind(file, until));
            if (outages > 0 && boundary && caughtUp) {
                outages--;
                files.forEach(file -> send(file, until / WINDOW * WINDOW, Integer.MAX_VALUE, until));
                now += List.of(3_000, 8_000, 15_000, 40_000).get(random.nextInt(4));
                long back = now;
                files.forEach(file -> file.readAt = back);
            } else {
                for (File file : files) {
                    if (!isBehind(file, until)) {
                        send(file, until - random.nextInt(500), Integer.MAX_VALUE, until);
                    } else if (until - file.readAt >= LONGEST_TURN || random.nextInt(6) == 0) {
                        send(file, until, 1 + random.nextInt(MOST_OF_A_SLICE), until);
                    }
                }
            }
            now += TICK;
        }
    }

    private static boolean isBehind(File file, long now) {
        return !file.times.isEmpty() && file.times.getFirst() < now - LONGEST_TURN;
    }

    private void send(File file, long before, int most, long now) {
        file.readAt = now;
        for (int i = 0; i < most && !file.times.isEmpty() && file.times.getFirst() < before; i++) {
            lines.add(new Line(file.name, file.times.removeFirst(), now));
        }
    }
}

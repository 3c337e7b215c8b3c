package io.sillok.tailer;

import io.sillok.model.FileId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one file, or all those that are not worth a series of their own, is shown as. Bounded, however many files there are. */
record FileSeries(String path, String parser, String fileId, long size, long acknowledged, long lag, Duration waiting) {

    static final int MOST = 100;

    private static final String OTHER = "other";

    private static final Comparator<FileProgress> FURTHEST_BEHIND = Comparator.comparingLong(FileProgress::lag)
            .thenComparing(FileProgress::waiting)
            .thenComparingLong(FileProgress::size)
            .reversed()
            .thenComparing(FileProgress::path);

    /** The furthest behind first; beyond {@value #MOST} files the rest is one series of sums and the longest wait. */
    static List<FileSeries> of(List<FileProgress> files) {
        List<FileProgress> sorted = files.stream().sorted(FURTHEST_BEHIND).toList();
        List<FileSeries> series = new ArrayList<>();
        sorted.stream().limit(MOST).forEach(file -> series.add(of(file)));
        if (sorted.size() > MOST) {
            series.add(sorted.stream()
                    .skip(MOST)
                    .map(FileSeries::of)
                    .reduce(new FileSeries(OTHER, OTHER, OTHER, 0, 0, 0, Duration.ZERO), FileSeries::with));
        }
        return series;
    }

    private static FileSeries of(FileProgress file) {
        return new FileSeries(
                file.path().toString(),
                file.parser(),
                file.id().map(FileId::value).orElse(""),
                file.size(),
                file.acknowledged(),
                file.lag(),
                file.waiting());
    }

    private FileSeries with(FileSeries more) {
        return new FileSeries(
                path,
                parser,
                fileId,
                size + more.size,
                acknowledged + more.acknowledged,
                lag + more.lag,
                waiting.compareTo(more.waiting) > 0 ? waiting : more.waiting);
    }
}

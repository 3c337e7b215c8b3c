package io.sillok.local.pipeline;

import io.sillok.job.alerts.AlertSettings;
import io.sillok.job.issues.IssueSettings;
import io.sillok.parsers.mask.MaskSettings;
import io.sillok.sinks.prometheus.RemoteWriteSettings;
import io.sillok.tailer.TailerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What an all-in-one run is told.
 *
 * @param tailer what is read; its data folder is that of all servers: kept by a run, removed by a demo
 * @param clock when slices are said to be read; a demo's is that of its capture
 * @param once whether files are read to their end as it is now, or followed
 * @param kafkaPort 0 for any free one; likewise the others
 * @param pagePort empty for the usual one, or any free one if that is taken
 * @param retention of raw text in Kafka; empty to keep it
 * @param prometheus where the job writes metrics to, beside a file
 * @param masking what is changed about the masker's rules
 * @param issues how kinds of exceptions are kept
 * @param alerts what people are told of
 */
public record LocalSettings(
        TailerConfig tailer,
        InstantSource clock,
        boolean once,
        int kafkaPort,
        int openSearchPort,
        Optional<Integer> pagePort,
        Optional<Duration> retention,
        Optional<RemoteWriteSettings> prometheus,
        MaskSettings masking,
        IssueSettings issues,
        AlertSettings alerts) {

    Path data() {
        return tailer.data();
    }
}

package io.sillok.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillok.job.JobConfig;
import io.sillok.job.kafka.SliceDecoder;
import io.sillok.local.audit.KafkaAccess;
import io.sillok.local.dead.DeadReplay;
import io.sillok.local.dead.DeadReplay.Fate;
import io.sillok.local.dead.DeadReplay.Replayed;
import io.sillok.local.dead.Letter;
import io.sillok.local.dead.LetterWithdrawal;
import io.sillok.local.dead.Originals;
import io.sillok.local.dead.Rereading;
import io.sillok.parsers.mask.EventFieldMasker;
import io.sillok.parsers.mask.MaskSettings;
import io.sillok.sinks.opensearch.OpenSearchSettings;
import io.sillok.sinks.opensearch.OpenSearchSink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sillok dead replay}: what could not be parsed, read again with today's parsers. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Reads the originals of dead letters from the raw topic with today's parsers. An event that parses now is created"
                    + " in its day and removed from the rejected ones; what was replayed once is replayed no more.",
            "Metrics and alerts of times gone by stay as they are. Exit code 1 if letters are still dead, or their"
                    + " originals gone."
        })
final class DeadReplayCommand implements Callable<Integer> {

    @Mixin
    private DeadOptions dead;

    @Mixin
    private SearchAddress address;

    @Option(names = "--dry-run", description = "Say what would be replayed, and change nothing.")
    private boolean dryRun;

    @Option(names = "--parser", paramLabel = "NAME", description = "A parser in place of that of the slices.")
    private String parser;

    @Option(
            names = "--define",
            paramLabel = "KEY=VALUE",
            description = "Over the slices' definition, such as log_format=…; may be given several times.")
    private Map<String, String> definition = Map.of();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The zone of times that have none: --define zone=ZONE.")
    private String zone;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Optional<JobConfig> config = dead.job();
        KafkaAccess access = dead.access(config);
        List<Letter> letters = dead.letters(config);
        MaskSettings masking = config.map(JobConfig::masking).orElseGet(MaskSettings::standard);
        Rereading rereading = new Rereading(Optional.ofNullable(parser), definition(), new EventFieldMasker(masking));
        List<Replayed> replayed;
        try (Originals originals = new Originals(
                access, new SliceDecoder(config.map(JobConfig::shippers).orElse(List.of())))) {
            DeadReplay replay = new DeadReplay(originals, rereading);
            replayed = dryRun ? replay.tryOut(letters) : run(replay, letters, config, access);
        }
        print(replayed);
        boolean all = replayed.stream().allMatch(one -> one.fate() == Fate.REPLAYED || one.fate() == Fate.WOULD_REPLAY);
        return all ? ExitCodes.DONE : ExitCodes.FINDINGS;
    }

    private List<Replayed> run(DeadReplay replay, List<Letter> letters, Optional<JobConfig> config, KafkaAccess access)
            throws Exception {
        OpenSearchSettings settings =
                config.isPresent() ? config.get().opensearch() : OpenSearchSettings.of(address.settings());
        try (OpenSearchSink index = new OpenSearchSink(settings);
                LetterWithdrawal withdrawal = new LetterWithdrawal(access, dead.topic(config))) {
            return replay.run(letters, index, withdrawal);
        }
    }

    private Map<String, String> definition() {
        Map<String, String> all = new LinkedHashMap<>(definition);
        if (zone != null) {
            all.put("zone", zone);
        }
        return all;
    }

    private void print(List<Replayed> replayed) {
        if (json) {
            ObjectNode report = new ObjectMapper().createObjectNode();
            for (Fate fate : Fate.values()) {
                report.put(word(fate), count(replayed, fate));
            }
            replayed.forEach(one -> report.withArray("letters")
                    .addObject()
                    .put("id", one.letter().id())
                    .put("path", one.letter().path())
                    .put("offset", one.letter().offset())
                    .put("fate", word(one.fate()))
                    .put("why", one.why()));
            System.out.println(report.toPrettyString());
        } else {
            replayed.stream()
                    .filter(one -> !one.why().isEmpty())
                    .forEach(one -> System.err.println("sillok: " + one.letter().path() + ":"
                            + one.letter().offset() + " (" + one.letter().id() + "): " + one.why()));
            System.out.println(count(replayed, Fate.REPLAYED) + count(replayed, Fate.WOULD_REPLAY)
                    + (dryRun ? " would be replayed, " : " replayed, ") + count(replayed, Fate.STILL_DEAD)
                    + " still dead, " + count(replayed, Fate.GONE) + " without original");
        }
        System.out.flush();
    }

    private static long count(List<Replayed> replayed, Fate fate) {
        return replayed.stream().filter(one -> one.fate() == fate).count();
    }

    private static String word(Fate fate) {
        return fate.name().toLowerCase(java.util.Locale.ROOT);
    }
}

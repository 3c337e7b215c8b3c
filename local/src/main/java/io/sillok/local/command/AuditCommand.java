package io.sillok.local.command;

import io.sillok.job.JobConfig;
import io.sillok.local.audit.Audit;
import io.sillok.local.audit.AuditReport;
import io.sillok.local.audit.EventAccount;
import io.sillok.local.audit.EventAccounts;
import io.sillok.local.audit.IndexedEvents;
import io.sillok.local.audit.KafkaAccess;
import io.sillok.model.Topics;
import io.sillok.tailer.TailerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sillok audit}: whether each byte of each file arrived. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Tells for each log file which bytes were shipped, acknowledged and accepted, and which are missing.",
            "Tells of its events how many were indexed, refused or are under way, and whether the index has them"
                    + " (--index).",
            "Reads the job's ledger, or the topic of slices where there is none; the tailer's checkpoint (with -c); and"
                    + " the files on this disk, rotated and gzip'd ones too.",
            "Exit code 1 if bytes are missing, if events do not add up, if a named file is shipped by nobody, or if bytes differ (--verify)."
        })
final class AuditCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private SearchAddress address;

    @Mixin
    private TemporaryFolder temporary;

    @Option(names = "--index", description = "Count the documents in OpenSearch too, of --job or --opensearch.")
    private boolean index;

    @Option(names = "--job", paramLabel = "FILE", description = "The job's config: its Kafka and its topics.")
    private String job;

    @Option(
            names = "--files",
            paramLabel = "GLOB",
            description = "Files that must have been shipped, beside those of -c; may be given several times.")
    private List<String> files = List.of();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--slices", description = "Look at the slices themselves, though there is a ledger.")
    private boolean slices;

    @Option(names = "--verify", description = "Compare the bytes in Kafka with those of the files.")
    private boolean verify;

    @Option(names = "--strict", description = "Exit with 1 too if bytes are still open, or not read yet.")
    private boolean strict;

    @Override
    public Integer call() throws Exception {
        Path unpacked = temporary.path();
        Optional<JobConfig> jobConfig = job == null ? Optional.empty() : Optional.of(JobConfig.load(job));
        Optional<TailerConfig> tailer = kafka.tailer();
        Optional<JobConfig.TopicNames> topics = jobConfig.map(JobConfig::topics);
        String topic = topics.isPresent() && tailer.isEmpty() ? topics.get().logs() : kafka.topic();
        String ledger = topics.map(JobConfig.TopicNames::ledger).orElse(Topics.LEDGER);
        KafkaAccess access = kafka.access(jobConfig.map(JobConfig::kafka).orElse(Map.of()));
        AuditReport bytes = Audit.of(new Audit.Request(
                access,
                topic,
                slices ? Optional.empty() : Optional.of(ledger),
                tailer.map(TailerConfig::data),
                tailer.map(TailerConfig::files).orElse(List.of()),
                files,
                verify,
                unpacked));
        AuditReport report = slices ? bytes : bytes.with(EventAccounts.of(access, ledger, documents(jobConfig)));
        System.out.println(json ? report.json() : report.text());
        report.notes().forEach(note -> System.err.println("sillok: " + note));
        boolean fine = strict ? report.isSettled() : report.isComplete();
        return fine ? ExitCodes.DONE : ExitCodes.FINDINGS;
    }

    private Optional<Map<String, EventAccount.Found>> documents(Optional<JobConfig> jobConfig) throws IOException {
        if (!index) {
            return Optional.empty();
        }
        return Optional.of(IndexedEvents.in(
                jobConfig.isPresent() ? jobConfig.get().opensearch().http() : address.settings()));
    }
}

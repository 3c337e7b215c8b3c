package io.sillok.local.command;

import io.sillok.job.JobConfig;
import io.sillok.sinks.opensearch.OpenSearchTemplates;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sillok templates}: what an operator runs before the job, or after a change of the templates. */
@Command(
        name = "templates",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Puts the index templates into the OpenSearch of the job's config, as the job does when it starts.")
final class TemplatesCommand implements Callable<Integer> {

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The job's config, YAML: a file or an address.")
    private String config;

    @Override
    public Integer call() throws Exception {
        JobConfig job = JobConfig.load(config);
        OpenSearchTemplates.put(job.opensearch());
        System.err.println(
                "sillok: the templates are at " + job.opensearch().http().url());
        return ExitCodes.DONE;
    }
}

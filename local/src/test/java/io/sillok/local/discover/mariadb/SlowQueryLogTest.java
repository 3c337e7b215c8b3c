package io.sillok.local.discover.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillok.local.discover.server.Finding;
import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.LogFile;
import io.sillok.local.discover.server.LogFiles;
import io.sillok.local.discover.server.ServerTree;
import io.sillok.local.discover.server.Zones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SlowQueryLogTest {

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[mysqld]|slow_query_log=1|slow_query_log_file=/l/slow.log~/l/slow.log",
                "[mariadb-10.11]|slow-query-log|log_slow_query_file = \"slow q.log\" # x|datadir=/d/~/d/slow q.log",
                "[server]|loose_slow-query-log = ON~/var/lib/mysql/*-slow.log",
                "[mysqld]|log_output=FILE,TABLE|slow_query_log=on|slow_query_log_file=a.log~/var/lib/mysql/a.log",
                "[mysqld]|slow_query_log=1|log_output=TABLE~goes to TABLE",
                "[mysqld]|slow_query_log=1|slow_query_log = OFF~is off",
                "[client]|slow_query_log=1~is off",
                "[mysqld]|;slow_query_log=1~is off",
            })
    void cases(String config, String found) throws IOException {
        Files.writeString(root.resolve("my.cnf"), config.replace('|', '\n'));
        ServerTree tree = new ServerTree(root);
        Findings findings = new Findings();
        LogFiles files = new LogFiles(tree, findings);
        SlowQueryLog.add(tree, findings, "/my.cnf", new Zones(tree, findings), files);

        Stream<String> told = Stream.concat(
                files.all().stream().map(LogFile::path).map(path -> path.glob()),
                findings.of(Finding.Kind.SKIPPED).stream().map(Finding::message));
        assertThat(told).singleElement().asString().contains(found);
    }
}

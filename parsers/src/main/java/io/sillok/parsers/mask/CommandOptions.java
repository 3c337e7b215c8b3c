package io.sillok.parsers.mask;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which options and arguments commands take passwords, where the option's name does not say so. Names that prose is full
 * of, or that {@link WordCues} takes for words it is full of, would make all texts slower, and are left out.
 */
final class CommandOptions {

    private static final String VALUE = "(?:\\\\?\"([^\"\\n]*)\"?|\\\\?'([^'\\n]*)'?|([^\\s'\"]+))";

    /** What takes a password from the command before it. */
    private static final String READS =
            "[^\\n]*?(?:sudo -\\w*S|passw|stdin|passphrase|kinit|openssl|base64|cryptsetup|login)";

    /** What a command reads its password from is none. */
    private static final String ITSELF = "(?!file:|env:|fd:|stdin\\b|prompt\\b)(?:pass:)?" + VALUE;

    private static final Map<String, CommandOptions> ALL = new HashMap<>();

    static {
        each("curl smbclient rpcclient lftp", "\\s(?:-u|-U|--user|--proxy-user|--oauth2-bearer)[ =]?" + VALUE);
        each("keygen", "\\s-[NP] ?" + VALUE);
        each("keytool jarsigner", "\\s-[a-z]{0,12}(?:pass|passwd) {1,4}" + ITSELF);
        each("snmpwalk snmpget snmpset snmpbulkwalk snmptrap", "\\s-[cAX] ?" + VALUE);
        each("openssl", "\\s-(?:k|K|iv|hmac|pass(?:in|out)?) {1,4}" + ITSELF);
        one("mysql mysqldump mysqlimport mysqlcheck mysqlshow mysqlpump mysqlslap mariadb dump", "\\s-p" + VALUE);
        one("mysqladmin", "\\s(?:-p|password )" + VALUE);
        one("cli", "\\s(?:-a|--pass) ?" + VALUE);
        one("sshpass mongo mongosh mongodump mongorestore mongoimport mongoexport", "\\s-p ?" + VALUE);
        one("mydumper myloader rdesktop", "\\s-p ?" + VALUE);
        one("ldapsearch ldapadd ldapmodify ldapdelete ldapwhoami", "\\s-w ?" + VALUE);
        one("ldappasswd", "\\s-[asw] ?" + VALUE);
        one("zip unzip zipcloak sqlcmd bcp osql isql tsql ipmitool", "\\s-P ?" + VALUE);
        one("mosquitto_pub mosquitto_sub", "\\s-P ?" + VALUE);
        one("7z 7za 7zz 7zr rar", "\\s-h?p" + VALUE);
        one("sendemail", "\\s-xp ?" + VALUE);
        one("xfreerdp", "\\s/p:" + VALUE);
        one("schtasks", "\\s/rp " + VALUE);
        one("nmcli", "\\spassword " + VALUE);
        first("docker podman nerdctl buildah skopeo oras argocd", "(?: registry)? login\\s(?:.*\\s)?-p[ =]?" + VALUE);
        first("htpasswd", ".*?\\s-(?:\\w*n\\w*b|\\w*b\\w*n)\\w*(?: -\\w+)* [^\\s-]\\S* " + VALUE);
        first("htpasswd", ".*?\\s-(?!\\w*n)\\w*b\\w*(?: -\\w+)* [^\\s-]\\S* \\S+ " + VALUE);
        first("sqlplus rman expdp impdp", "(?: -\\w+)* [\\w.]{1,64}/([^\\s@]+)");
        first(
                "composer",
                " config(?: --?\\w+)* (?:http-basic\\.\\S+ \\S+|\\w+-(?:oauth|token)\\.\\S+|bearer\\.\\S+) " + VALUE);
        first("wpa_passphrase", " \\S+ " + VALUE);
        first("drush", " user[:-]password \\S+ " + VALUE);
        first("sudo", " -\\w*S\\b[^<\\n]*<<< ?" + VALUE);
        first("echo printf", "(?: -\\w+)* " + VALUE + "(?= ?\\| ?" + READS + ")");
        first("npm yarn pnpm", "(?: config)? set (?=\\S*[._:/])\\S*(?i:token|passw|secret|_auth)\\S*[ =]" + VALUE);
        first("aws", " configure(?: --?\\w[\\w-]*)* set (?:\\S+ )??\\S*(?:secret|token)\\S* " + VALUE);
    }

    private final Pattern pattern;
    private final boolean first;
    private final boolean each;
    private final Optional<CommandOptions> other;

    private CommandOptions(String options, boolean first, boolean each, Optional<CommandOptions> other) {
        this.pattern = Pattern.compile(options);
        this.first = first;
        this.each = each;
        this.other = other;
    }

    /** Each such option of the command. */
    private static void each(String commands, String options) {
        put(commands, options, false, true);
    }

    /** The option that stands first. */
    private static void one(String commands, String options) {
        put(commands, options, false, false);
    }

    /** What stands directly behind the command. */
    private static void first(String commands, String options) {
        put(commands, options, true, false);
    }

    private static void put(String commands, String options, boolean first, boolean each) {
        for (String command : commands.split(" ")) {
            ALL.put(command, new CommandOptions(options, first, each, Optional.ofNullable(ALL.get(command))));
        }
    }

    static Set<String> commands() {
        return ALL.keySet();
    }

    /** @param command its name, or the last word of it: {@code keygen} for {@code ssh-keygen} */
    static Optional<CommandOptions> of(String command) {
        return Optional.ofNullable(ALL.get(command));
    }

    /** Whether all of such options hold a secret, not only the first one. */
    boolean each() {
        return each;
    }

    /** Whether the value is found by its place behind the command's name. */
    boolean first() {
        return first;
    }

    /** Where a value begins and ends in the arguments {@code [from, end)}; or null. */
    Found in(Text s, int from, int end) {
        Matcher value = pattern.matcher(s).region(from, end);
        if (!(first ? value.lookingAt() : value.find())) {
            return other.isEmpty() ? null : other.get().in(s, from, end);
        }
        int group = 1;
        while (group < value.groupCount() && value.start(group) < 0) {
            group++;
        }
        return new Found(value.start(), new KeyedValue(value.start(group), value.end(group)));
    }

    /** @param start where what names the value begins */
    record Found(int start, KeyedValue value) {}
}

package why403.remedies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import why403.remedies.Bash.JqProgram;
import why403.remedies.FakeAws.Access;
import why403.remedies.FakeAws.Injection;
import why403.remedies.FakeAws.Logged;

/**
 * The result of running commands.
 *
 * @param account the account after the run
 * @param log every call of {@code aws}
 * @param problems what a correct command never does
 * @param printed what the shells printed
 */
record Run(AccountState account, List<Logged> log, List<String> problems, String printed) {

    /**
     * Runs each command by itself, one after the other, even if an earlier one failed.
     *
     * @param directory where the commands write their files
     */
    static Run oneByOne(
            Bash bash,
            List<String> commands,
            AccountState before,
            Path directory,
            JqProgram jq,
            Optional<Injection> injection)
            throws IOException, InterruptedException {
        FakeAws aws = new FakeAws(before.copy(), injection);
        StringBuilder printed = new StringBuilder();
        try (AwsServer server = new AwsServer(aws, bash.jq())) {
            for (String command : commands) {
                printed.append(bash.run(command, directory, jq, server.port()));
            }
        }
        return of(aws, printed.toString(), directory);
    }

    /** Runs all commands in one shell, as if they were pasted together. */
    static Run pasted(
            Bash bash,
            List<String> commands,
            AccountState before,
            Path directory,
            List<String> options,
            Optional<Injection> injection)
            throws IOException, InterruptedException {
        FakeAws aws = new FakeAws(before.copy(), injection);
        try (AwsServer server = new AwsServer(aws, bash.jq())) {
            return of(aws, bash.paste(commands, options, directory, server.port()), directory);
        }
    }

    private static Run of(FakeAws aws, String printed, Path directory) throws IOException {
        List<String> problems = new ArrayList<>(aws.problems());
        if (Files.exists(directory.resolve("pwned"))) {
            problems.add("A name was run as a command");
        }
        return new Run(aws.account(), aws.log(), problems, printed);
    }

    /** Calls that put something although the last get of the same resource failed, or there was none. */
    List<Logged> putsAfterAFailedGet() {
        return IntStream.range(0, log.size())
                .filter(i -> log.get(i).access() == Access.WRITES)
                .filter(i -> !wasRead(log.get(i).resource(), log.subList(0, i)))
                .mapToObj(log::get)
                .toList();
    }

    private static boolean wasRead(String resource, List<Logged> earlier) {
        return earlier.stream()
                .filter(call -> call.access() == Access.READS && call.resource().equals(resource))
                .reduce((first, second) -> second)
                .filter(last -> last.reply().isSuccess() || last.reply().isAbsence())
                .isPresent();
    }

    /** Calls that put a bucket policy or a configuration. */
    List<Logged> puts() {
        return log.stream()
                .filter(call -> call.access() == Access.WRITES)
                .filter(call ->
                        Stream.of("bucket ", "distribution ", "key group ").anyMatch(call.resource()::startsWith))
                .toList();
    }

    /** Calls that were refused for another reason than that there is nothing yet, or that it is done already. */
    List<Logged> failures() {
        return log.stream()
                .filter(call -> !call.reply().isSuccess()
                        && !call.reply().isAbsence()
                        && !call.reply().isRepetition())
                .toList();
    }
}

package why403.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import why403.account.Account;
import why403.account.Questions;

/** Finds a distribution by its domain name among the recorded {@code get-distribution} answers. */
public final class RecordedDistributions implements Function<String, Optional<String>> {

    private static final String ANSWER = ".json";
    private static final String ERROR = ".error.json";

    private final Path recordings;
    private final Account account;

    /**
     * Looks below one account's recordings.
     *
     * @param accountFolder the scenario's {@code account/}
     * @param account that reads from there
     */
    public RecordedDistributions(Path accountFolder, Account account) {
        this.recordings = accountFolder.resolve("cloudfront").resolve("get-distribution");
        this.account = account;
    }

    @Override
    public Optional<String> apply(String domainName) {
        return ids().stream()
                .filter(id -> account.ask(Questions.distribution(id))
                        .found()
                        .map(response -> response.distribution())
                        .map(Distribution::domainName)
                        .filter(domainName::equalsIgnoreCase)
                        .isPresent())
                .findFirst();
    }

    private List<String> ids() {
        if (!Files.isDirectory(recordings)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(recordings)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ANSWER) && !name.endsWith(ERROR))
                    .map(name -> name.substring(0, name.length() - ANSWER.length()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot list " + recordings, unreadable);
        }
    }
}

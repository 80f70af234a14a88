package why403.folder;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.FunctionUrlConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsResponse;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import why403.account.FunctionUrlHost;

/**
 * The recorded function URLs, of whatever function. A recording that cannot be read is passed over: the question for it says
 * so.
 */
final class RecordedFunctionUrls {

    private static final String ONE = "lambda/get-function-url-config";
    private static final String ALL = "lambda/list-function-url-configs";

    private final Confined folder;
    private final Recordings recordings;

    RecordedFunctionUrls(Confined folder, Recordings recordings) {
        this.folder = folder;
        this.recordings = recordings;
    }

    Optional<FunctionUrlConfig> at(String host) {
        return Stream.concat(
                        answers(ONE, GetFunctionUrlConfigResponse::builder).map(RecordedFunctionUrls::config),
                        answers(ALL, ListFunctionUrlConfigsResponse::builder)
                                .flatMap(list -> list.functionUrlConfigs().stream()))
                .filter(config -> FunctionUrlHost.is(host, config))
                .findFirst();
    }

    private <T extends SdkPojo> Stream<T> answers(String below, Supplier<? extends SdkBuilder<?, T>> builder) {
        return folder.names(below).stream()
                .filter(name -> name.endsWith(".json") && !name.endsWith(".error.json"))
                .flatMap(name -> answer(below + "/" + name, builder.get()).stream());
    }

    private <T extends SdkPojo> Optional<T> answer(String path, SdkBuilder<?, T> builder) {
        try {
            return Optional.of(recordings.answer(path, builder));
        } catch (UnreadableRecordingException unreadable) {
            return Optional.empty();
        }
    }

    private static FunctionUrlConfig config(GetFunctionUrlConfigResponse one) {
        return FunctionUrlConfig.builder()
                .functionUrl(one.functionUrl())
                .functionArn(one.functionArn())
                .authType(one.authType())
                .creationTime(one.creationTime())
                .build();
    }
}

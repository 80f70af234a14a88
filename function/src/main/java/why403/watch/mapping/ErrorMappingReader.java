package why403.watch.mapping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponses;
import why403.tally.ErrorMapping;

/** Reads the error mapping from the custom error responses of a distribution's configuration. */
final class ErrorMappingReader {

    private ErrorMappingReader() {}

    static ErrorMapping of(Optional<CustomErrorResponses> responses) {
        return responses
                .map(CustomErrorResponses::items)
                .map(ErrorMappingReader::mapping)
                .orElse(ErrorMapping.NONE);
    }

    private static ErrorMapping mapping(List<CustomErrorResponse> responses) {
        return new ErrorMapping(responses.stream()
                .filter(response -> response.errorCode() != null && isStatus(response.responseCode()))
                .collect(Collectors.toMap(
                        CustomErrorResponse::errorCode,
                        response -> Integer.parseInt(response.responseCode()),
                        (first, second) -> first)));
    }

    /** A custom error response can set only the caching time of an error. Then its response code is missing or empty. */
    private static boolean isStatus(String responseCode) {
        return responseCode != null && responseCode.matches("[1-5][0-9]{2}");
    }
}

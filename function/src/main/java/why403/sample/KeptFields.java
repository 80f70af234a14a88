package why403.sample;

import java.util.Set;
import why403.log.Field;
import why403.log.FieldSelection;

/**
 * The fields that dimensions and checks read. A sample keeps nothing else of a record, so a check that reads another field
 * must add it here; a test compares the code with this list.
 */
public final class KeptFields {

    /** The selection of these fields. Time and status are part of every record. */
    public static final FieldSelection SELECTION = FieldSelection.of(Set.of(
            Field.ASN,
            Field.BYTES_SENT,
            Field.CACHE_BEHAVIOR,
            Field.CLIENT_ADDRESS,
            Field.CONTENT_LENGTH,
            Field.CONTENT_TYPE,
            Field.COOKIE,
            Field.COUNTRY,
            Field.DETAILED_RESULT_TYPE,
            Field.DISTRIBUTION_TENANT_ID,
            Field.EDGE_LOCATION,
            Field.HOST,
            Field.HOST_HEADER,
            Field.METHOD,
            Field.ORIGIN_FIRST_BYTE,
            Field.PROTOCOL,
            Field.PROTOCOL_VERSION,
            Field.RESPONSE_RESULT_TYPE,
            Field.RESULT_TYPE,
            Field.TIME_TAKEN,
            Field.TIME_TO_FIRST_BYTE,
            Field.URI_QUERY,
            Field.URI_STEM,
            Field.USER_AGENT));

    private KeptFields() {}
}

package why403.diagnosis.s3;

/** Why S3 has nothing to answer for the root or a folder. */
enum RootObjectFault {
    /** The distribution has no default root object. */
    NOT_SET,
    BEGINS_WITH_SLASH,
    /** The bucket does not contain the default root object. */
    ABSENT,
    /** The viewer asks for a folder, and the default root object is only for the root. */
    FOLDER
}

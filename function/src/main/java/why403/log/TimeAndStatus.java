package why403.log;

import java.time.LocalDate;
import java.time.YearMonth;

/** Reads when a record was made and how it ended. One day's records share their date, which is read once. */
final class TimeAndStatus {

    /** CloudFront's first year. */
    private static final int FIRST_YEAR = 2008;

    private static final int LAST_YEAR = 2100;
    private static final long FIRST_SECOND = secondOf(LocalDate.of(FIRST_YEAR, 1, 1));
    private static final long END_SECOND = secondOf(LocalDate.of(LAST_YEAR + 1, 1, 1));
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final int NO_NUMBER = -1;

    /** Enough for the milliseconds of any year, and too few to overflow. */
    private static final int MOST_DIGITS = 15;

    private final byte[] date = new byte["2026-11-24".length()];
    private long midnight = NO_NUMBER;

    /** Gives the line its time and status. */
    Problem complete(LogLine line) {
        Problem time = time(line);
        return time == Problem.NONE ? status(line, line.epochSecond()) : time;
    }

    private Problem time(LogLine line) {
        long second;
        int date = line.start(Field.DATE);
        int time = line.start(Field.TIME);
        if (date >= 0 && time >= 0) {
            second = dateAndTime(line, date, time);
        } else if (line.start(Field.TIMESTAMP) >= 0) {
            second = number(line, Field.TIMESTAMP);
        } else if (line.start(Field.TIMESTAMP_MILLIS) >= 0) {
            second = number(line, Field.TIMESTAMP_MILLIS) / 1000;
        } else {
            return Problem.NO_TIME;
        }
        line.dated(second, 0);
        return second >= FIRST_SECOND && second < END_SECOND ? Problem.NONE : Problem.BAD_TIME;
    }

    private static Problem status(LogLine line, long second) {
        int start = line.start(Field.STATUS);
        if (start < 0) {
            return Problem.NO_STATUS;
        }
        long status = number(line.buffer(), start, line.end(Field.STATUS));
        if (status != 0 && (status < 100 || status > 599)) {
            return Problem.BAD_STATUS;
        }
        line.dated(second, (int) status);
        return Problem.NONE;
    }

    private long dateAndTime(LogLine line, int dateStart, int timeStart) {
        long day = midnight(line.buffer(), dateStart, line.end(Field.DATE));
        int time = secondOfDay(line.buffer(), timeStart, line.end(Field.TIME));
        return day < 0 || time < 0 ? NO_NUMBER : day + time;
    }

    private long midnight(byte[] bytes, int from, int to) {
        if (to - from != date.length) {
            return NO_NUMBER;
        }
        if (!Bytes.beginsWith(bytes, from, to, date)) {
            System.arraycopy(bytes, from, date, 0, date.length);
            midnight = midnight();
        }
        return midnight;
    }

    private long midnight() {
        long year = number(date, 0, 4);
        long month = number(date, 5, 7);
        long day = number(date, 8, 10);
        boolean valid = date[4] == '-'
                && date[7] == '-'
                && year >= FIRST_YEAR
                && month >= 1
                && month <= 12
                && YearMonth.of((int) year, (int) month).isValidDay((int) day);
        return valid ? secondOf(LocalDate.of((int) year, (int) month, (int) day)) : NO_NUMBER;
    }

    private static int secondOfDay(byte[] bytes, int from, int to) {
        if (to - from != "10:02:00".length() || bytes[from + 2] != ':' || bytes[from + 5] != ':') {
            return NO_NUMBER;
        }
        int hour = twoDigits(bytes, from);
        int minute = twoDigits(bytes, from + 3);
        int second = twoDigits(bytes, from + 6);
        boolean valid = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return valid ? hour * 3600 + minute * 60 + second : NO_NUMBER;
    }

    private static int twoDigits(byte[] bytes, int at) {
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? NO_NUMBER : tens * 10 + ones;
    }

    private static long number(LogLine line, Field field) {
        return number(line.buffer(), line.start(field), line.end(field));
    }

    private static long number(byte[] bytes, int from, int to) {
        if (to - from > MOST_DIGITS) {
            return NO_NUMBER;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return NO_NUMBER;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static long secondOf(LocalDate day) {
        return day.toEpochDay() * SECONDS_OF_A_DAY;
    }
}

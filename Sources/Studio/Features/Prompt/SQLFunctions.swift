/// Functions and words that expressions use most, for completion.
enum SQLFunctions {
    /// Words of conditions and names of types.
    static let words: [String] = """
        AND AS ASC BETWEEN CASE CAST DESC DISTINCT ELSE END FALSE FILTER ILIKE IN INTERVAL IS LIKE NOT NULL OR OVER
        PARTITION SIMILAR THEN TRUE TRY_CAST WHEN BIGINT BLOB BOOLEAN DATE DECIMAL DOUBLE FLOAT HUGEINT INTEGER JSON
        SMALLINT TIME TIMESTAMP TIMESTAMPTZ TINYINT UUID VARCHAR
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    static let names: [String] = """
        abs avg bar ceil coalesce concat concat_ws contains corr count count_if current_date date_diff date_part
        date_sub date_trunc day dayname dense_rank ends_with epoch exp first floor greatest hour ifnull isfinite isnan
        json_extract json_extract_string kurtosis lag last last_day lead least left length levenshtein list list_contains
        ln log log10 log2 lower lpad ltrim make_date max mean median min minute mode month monthname ntile nullif
        percent_rank pow quantile_cont quarter rank regexp_extract regexp_matches regexp_replace replace reverse right
        round row_number rpad rtrim second sign skewness split_part sqrt starts_with stddev_samp strftime string_agg
        string_split strip_accents strptime substring sum trim trunc try_strptime typeof unnest upper var_samp week
        weekday year
        """.split(whereSeparator: \.isWhitespace).map(String.init)
}

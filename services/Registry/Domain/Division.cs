namespace TalentFinance.Registry.Domain;

/// <summary>Administrative division codes, GB/T 2260: province 2, city 2, county or district 2 digits.</summary>
internal static class Division
{
    private static readonly HashSet<string> Provinces =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    ];

    /// <summary>Cities without districts: 嘉峪关, 东莞, 中山, 儋州 are served as a whole.</summary>
    private static readonly HashSet<string> WholeCities = ["620200", "441900", "442000", "460400"];

    public static bool IsProvince(string twoDigits) => Provinces.Contains(twoDigits);

    /// <summary>
    /// What is wrong with a district's code, in words; null if nothing is. Development zones (高新区) use codes of their own
    /// below a real city, so the last four digits are checked for their form only.
    /// </summary>
    public static string? Fault(string? code)
    {
        if (code is not { Length: 6 } || !code.All(char.IsAsciiDigit)) return "a district is written as its division code of six digits, for instance 370212";
        if (!IsProvince(code[..2])) return "the code does not begin with a province";
        return code[2..4] == "00" || (code[4..] == "00" && !WholeCities.Contains(code)) ? "this is the code of a province or a city, not of a district" : null;
    }
}

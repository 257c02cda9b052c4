using TalentFinance.Registry.Domain;

namespace TalentFinance.Registry;

/// <summary>What a new registry knows from the start.</summary>
internal static class ReferenceData
{
    /// <summary>Qualifications that products ask for: domain.md §0 高新贷, §1, §7.</summary>
    public static QualificationKind[] QualificationKinds { get; } =
    [
        new() { Code = "HNTE", Name = "高新技术企业", Source = "domain.md §1 高新贷 [S2]" },
        new() { Code = "TECH_SME", Name = "科技型中小企业", Source = "domain.md §1 高新贷 [S2], 鲁科贷 [17]" },
        new() { Code = "INNOVATIVE_SME", Name = "创新型中小企业", Source = "general knowledge: first step of the 专精特新 ladder" },
        new() { Code = "SRDI", Name = "专精特新中小企业", Source = "domain.md §1 高新贷 [S2]" },
        new() { Code = "SRDI_GIANT", Name = "专精特新小巨人企业", Source = "general knowledge: third step of the 专精特新 ladder" },
        new() { Code = "GAZELLE", Name = "瞪羚企业", Source = "domain.md §1 高新贷 [S2]" },
        new() { Code = "UNICORN", Name = "独角兽企业", Source = "general knowledge: next to 瞪羚" },
        new() { Code = "HIDDEN_CHAMPION", Name = "隐形冠军企业", Source = "domain.md §1 高新贷 [S2]" },
        new() { Code = "IP_PLEDGE", Name = "知识产权质押登记", Source = "domain.md §7 [41]" },
    ];
}

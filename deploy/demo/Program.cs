using TalentFinance.Demo.Input;
var c = args[0]=="sba" ? Sba.Read(args[1..]) : args[0]=="sme" ? Sme2020.Read(args[1], new(2026,11,21)) : ApplicationFile.Read(args[1]);
Console.WriteLine($"{c.Rows.Count} {c.Bad.Count}"); foreach (var b in c.Bad.Take(20)) Console.WriteLine($"{b.Line} {string.Join(';',b.Reasons)}");
foreach (var f in c.Figures) Console.WriteLine(f);
if (c.Rows.Count > 0) Console.WriteLine(c.Rows[0]);
Console.WriteLine(string.Join(", ", c.Rows.GroupBy(r=>r.Script?.DeclineText).Select(g=>g.Key+"="+g.Count())) + " q=" + c.Rows.Count(r=>r.Qualifications.Length>0));
return 0;

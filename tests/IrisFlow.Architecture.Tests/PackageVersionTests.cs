using System.Xml.Linq;

namespace IrisFlow.Architecture.Tests;

public class PackageVersionTests
{
    [Fact]
    public void A_package_version_stands_in_the_central_file_only()
    {
        var files = Repository.Seen(Repository.Files.Where(f => Path.GetExtension(f) is ".csproj" or ".props" or ".targets"));
        var violations =
            from file in files
            from element in XDocument.Load(Path.Combine(Repository.Root, file)).Descendants()
            where element.Name.LocalName is "PackageReference" or "GlobalPackageReference"
            where element.Attribute("Version") is not null || element.Attribute("VersionOverride") is not null || element.HasElements
            select $"{file}: {element}";
        Violations.None(violations);
    }

    [Fact]
    public void The_central_versions_are_in_alphabetical_order()
    {
        var names = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(v => v.Attribute("Include")!.Value)
            .ToList();
        Assert.NotEmpty(names);
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), names);
    }
}

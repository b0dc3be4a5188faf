"""The bill of materials: what the lock installs, in CycloneDX's JSON, the same on every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import Distribution
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.exception import MissingOptionalDependencyException
from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    Property,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.supply.installed import licence_of
from deploy.supply.lock import Locked


class BillError(Exception):
    """The bill is not what CycloneDX's schema asks for."""


def render_bill(
    version: str,
    lock: Sequence[Locked],
    installed: Mapping[str, Distribution],
    direct: Sequence[str],
) -> str:
    """The bill of Sidelight in this version, which itself asks for the packages in `direct`.

    Licences and what a package needs are what its installed copy states; a package of another
    system is listed without. Raises BillError.
    """
    root = Component(
        name="sidelight", version=version, type=ComponentType.APPLICATION, bom_ref="sidelight"
    )
    # A package may be locked in one version for an older Python and in another for a newer.
    copies = {each: _copy(each, installed.get(each.name)) for each in lock}
    components = {each: _component(each, copy) for each, copy in copies.items()}
    bom = Bom(components=components.values())
    bom.metadata.component = root
    # The moment of its making would make each bill another; the number is that of its content.
    bom.metadata.timestamp = None  # type: ignore[assignment]  # as cyclonedx-py does
    content = "\n".join(f"{each.name}=={each.version} {each.hashes}" for each in lock)
    bom.serial_number = uuid5(NAMESPACE_URL, f"sidelight=={version}\n{content}")
    bom.register_dependency(root, _named(components, set(direct)))
    for each, component in components.items():
        bom.register_dependency(component, _named(components, _needed(copies[each])))
    text = str(JsonV1Dot6(bom).output_as_string(indent=2)) + "\n"
    _validate(text)
    return text


def _copy(locked: Locked, package: Distribution | None) -> Distribution | None:
    """The installed copy if it is of the locked version."""
    return package if package is not None and package.version == locked.version else None


def _named(components: Mapping[Locked, Component], names: set[str]) -> list[Component]:
    return [component for each, component in components.items() if each.name in names]


def _component(locked: Locked, package: Distribution | None) -> Component:
    purl = PackageURL("pypi", name=locked.name, version=locked.version)
    licence = licence_of(package) if package else ""
    # The hashes are those of the archives that may be installed, so they stand with these.
    archives = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(purl.to_string()),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in locked.hashes],
        comment="SHA-256 of each archive that requirements.lock allows",
    )
    marker = [Property(name="sidelight:marker", value=str(locked.marker))] if locked.marker else []
    return Component(
        name=locked.name,
        version=locked.version,
        type=ComponentType.LIBRARY,
        bom_ref=purl.to_string(),
        purl=purl,
        scope=ComponentScope.OPTIONAL if locked.marker else ComponentScope.REQUIRED,
        licenses=[LicenseFactory().make_from_string(licence)] if licence else [],
        external_references=[archives],
        properties=marker,
    )


def _needed(package: Distribution | None) -> set[str]:
    """What a package asks for on a machine like this, without its extras."""
    stated = (package.requires if package else None) or ()
    needs = [Requirement(each) for each in stated]
    here = [each for each in needs if not each.marker or each.marker.evaluate({"extra": ""})]
    return {canonicalize_name(each.name) for each in here}


def _validate(text: str) -> None:
    try:
        error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    except MissingOptionalDependencyException as missing:
        raise BillError(f"the bill could not be checked: {missing}") from None
    if error is not None:
        raise BillError(f"the bill is not valid CycloneDX: {error}")

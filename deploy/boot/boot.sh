# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# Sourced: starts a machine with what image.sh made, and speaks to it. The sourcing script sets $image (its folder) and
# $work (a folder for pipes and logs). It may set $disk (a file that keeps what is written to it), $graphics (the graphics
# device) and $clock (as QEMU's -rtc). KOMPASS_ACCELERATOR is QEMU's; without it the machine is emulated in software (TCG),
# so that it is the same everywhere, and 10 to 20 times slower than a PC.

# boot WIDTH HEIGHT [PARAMETER]...: the machine has that screen and these parameters of kernel and systemd; without $disk
# nothing of it is kept. What it writes to its first serial port can be read from $serial, its kernel's messages are in
# $work/boot.log. Its keyboard is on USB, with the name "keyboard".
boot()
{
    local drive="file=$image/disk.ext4,if=virtio,format=raw,snapshot=on"
    [ -z "$disk" ] || drive="file=$disk,if=virtio,format=qcow2"
    rm -f "$work/monitor"
    mkfifo "$work/monitor"
    exec {monitor}<>"$work/monitor"
    : >"$work/serial"
    qemu-system-x86_64 -accel "${KOMPASS_ACCELERATOR:-tcg}" -machine pc,i8042=off -m 1024 -smp 2 -nic none -display none \
        -no-reboot -rtc "base=$clock" -vga none -device "${graphics:-virtio-vga,xres=$1,yres=$2}" \
        -device qemu-xhci -device usb-kbd,id=keyboard -device usb-mouse \
        -kernel "$image/vmlinuz" -initrd "$image/initrd.img" \
        -append "root=/dev/vda rw quiet console=ttyS1 systemd.show_status=no ${*:3}" \
        -drive "$drive" -serial "file:$work/serial" -serial "file:$work/boot.log" \
        -monitor stdio <"$work/monitor" >"$work/monitor.log" 2>&1 &
    machine=$!
    exec {serial}< <(tail -f --pid "$machine" "$work/serial")
}

# A command for QEMU's monitor.
tell_machine()
{
    printf '%s\n' "$*" >&"$monitor"
}

# Ends the machine as a cut of its power does.
stop_machine()
{
    [ -n "$machine" ] || return 0
    kill -KILL "$machine" 2>/dev/null && wait "$machine" 2>/dev/null || true
    machine=
    exec {serial}<&- {monitor}>&-
}
machine=
disk=
graphics=
clock=utc
